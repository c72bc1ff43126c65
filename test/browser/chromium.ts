import { existsSync } from 'node:fs'
import { type Browser, chromium, type Page } from 'playwright-core'
import { missing } from '../support/debian.ts'

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
const FLAGS = ['--no-sandbox', '--use-angle=swiftshader', '--enable-unsafe-swiftshader']

/** Why there is no browser to test in; null if there is one. */
export function withoutChromium(): string | null {
  if (PLACES.some((place) => existsSync(place))) return null
  return missing('chromium', ['/usr/bin/chromium', '--version'])
}

export function launch(): Promise<Browser> {
  const executablePath = PLACES.find((place) => existsSync(place))!
  return chromium.launch({ executablePath, args: FLAGS })
}

export interface Opened {
  readonly page: Page
  /** Errors and warnings of the page, and whatever it asked the network for. */
  readonly complaints: string[]
}

export interface Look {
  readonly width?: number
  readonly colorScheme?: 'light' | 'dark'
  /** Lets the test put its own script into the page. */
  readonly bypassCSP?: boolean
}

/** Opens a file as a reader does and waits until all is drawn. */
export async function open(browser: Browser, file: string, look: Look = {}): Promise<Opened> {
  const { width = 1280, colorScheme = 'light', bypassCSP = false } = look
  const page = await browser.newPage({ viewport: { width, height: 820 }, colorScheme, bypassCSP })
  const complaints: string[] = []
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('dialog', (dialog) => {
    complaints.push(`a dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  page.on('request', (request) => {
    if (!/^(file|data|blob):/.test(request.url())) complaints.push(`asked for ${request.url()}`)
  })
  await page.goto(`file://${file}`, { waitUntil: 'commit' })
  await page.waitForSelector('html[data-ready]', { timeout: 120_000 })
  return { page, complaints }
}
