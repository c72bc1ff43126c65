import type { Page } from 'playwright-core'

/** Pixels of the 3-D view that have about the hue of a colour, by colour. */
export async function pixelsByHue(page: Page, colors: readonly string[]): Promise<number[]> {
  const source = await page.evaluate(async () => {
    // Whatever was asked for has been drawn after two frames.
    for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame)
    return document.querySelector<HTMLCanvasElement>('[data-box] canvas')!.toDataURL('image/png')
  })
  return page.evaluate(
    async ([url, wanted]) => {
      const image = new Image()
      image.src = url
      await image.decode()
      const canvas = document.createElement('canvas')
      canvas.width = image.width
      canvas.height = image.height
      const context = canvas.getContext('2d')!
      context.drawImage(image, 0, 0)
      const { data } = context.getImageData(0, 0, canvas.width, canvas.height)
      /** Degrees; null for what is nearly grey. */
      const hueOf = (r: number, g: number, b: number) => {
        const [most, least] = [Math.max(r, g, b), Math.min(r, g, b)]
        const spread = most - least
        if (spread < 40) return null
        if (most === r) return (60 * ((g - b) / spread) + 360) % 360
        return most === g ? 60 * ((b - r) / spread) + 120 : 60 * ((r - g) / spread) + 240
      }
      const hues = wanted.map((color) => {
        const channel = (k: number) => Number.parseInt(color.slice(1 + 2 * k, 3 + 2 * k), 16)
        return hueOf(channel(0), channel(1), channel(2))!
      })
      const counts = hues.map(() => 0)
      for (let at = 0; at < data.length; at += 4) {
        const hue = hueOf(data[at]!, data[at + 1]!, data[at + 2]!)
        if (hue === null) continue
        for (const [k, other] of hues.entries()) {
          const apart = Math.abs(hue - other)
          if (Math.min(apart, 360 - apart) < 7) counts[k]!++
        }
      }
      return counts
    },
    [source, colors] as const,
  )
}
