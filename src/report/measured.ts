/** No more decimals than this are shown; doubles seldom hold more. */
const MOST_DECIMALS = 12
const EXACT_DIGITS = 5

/**
 * A value with its standard error, rounded to one digit of the error, two where the first is a 1:
 * `0.541(3)`, `-12.30(14)`; `1230 ± 60` where the error is 1 or more. Without an error five digits.
 */
export function formatMeasured(value: number | null, error: number | null): string {
  if (value === null) return '–'
  if (error === null || !(error > 0)) return formatNumber(value, EXACT_DIGITS)
  const { digits, decimals } = roundedError(error)
  if (decimals > MOST_DECIMALS) return formatNumber(value, EXACT_DIGITS)
  if (decimals <= 0) {
    const unit = powerOfTen(-decimals)
    return `${Math.round(value / unit) * unit + 0} ± ${digits * unit}`
  }
  const rounded = unsigned(value.toFixed(decimals))
  const isBelowOne = digits < powerOfTen(decimals)
  return isBelowOne
    ? `${rounded}(${digits})`
    : `${rounded} ± ${(digits / powerOfTen(decimals)).toFixed(decimals)}`
}

/** The digits of the error that count, and the decimal place of the last. */
function roundedError(error: number): { digits: number; decimals: number } {
  const two = split(error, 1)
  return two.digits < 20 ? two : split(error, 0)
}

function split(error: number, places: number): { digits: number; decimals: number } {
  const [mantissa, exponent] = error.toExponential(places).split('e') as [string, string]
  return { digits: Number(mantissa.replace('.', '')), decimals: places - Number(exponent) }
}

/** As many significant digits as are worth showing, without trailing zeros. */
function formatNumber(value: number, digits: number): string {
  return String(Number(value.toPrecision(digits)) + 0)
}

/** With a thin grouping of thousands: `22,000`. */
export function formatCount(value: number): string {
  return String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, ',')
}

/** `0.8 s`, `41 s`, `3 min 05 s`, `2 h 10 min`. */
export function formatDuration(seconds: number): string {
  if (seconds < 10) return `${seconds.toFixed(1)} s`
  const whole = Math.round(seconds)
  if (whole < 60) return `${whole} s`
  const pad = (value: number) => String(value).padStart(2, '0')
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${pad(whole % 60)} s`
  return `${Math.floor(whole / 3600)} h ${pad(Math.floor((whole % 3600) / 60))} min`
}

function unsigned(text: string): string {
  return /^-0\.?0*$/.test(text) ? text.slice(1) : text
}

function powerOfTen(exponent: number): number {
  return Number(`1e${exponent}`)
}
