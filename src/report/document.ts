import { createHash } from 'node:crypto'
import { Html, html, jsonInScript } from './html.ts'
import { pageData } from './page-data.ts'
import type { Drawing } from './plot.ts'

/** Script, style and licences of the page, as they were bundled. */
export interface PageBundle {
  readonly script: string
  readonly style: string
  readonly licences: string
}

export interface PageContent {
  readonly title: string
  readonly body: Html
  readonly drawing: Drawing
}

/**
 * A whole page in one file. Its policy allows its own script, by its hash, and nothing from anywhere else:
 * whatever a scenario calls itself is text.
 */
export function formatDocument({ title, body, drawing }: PageContent, bundle: PageBundle): string {
  const script = bundle.script.replaceAll('</script', '<\\/script')
  const hash = createHash('sha256').update(script).digest('base64')
  const policy = [
    "default-src 'none'",
    `script-src 'sha256-${hash}'`,
    "style-src 'unsafe-inline'",
    'img-src data: blob:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="entrolyte">
<title>${title}</title>
<style>
${new Html(bundle.style)}</style>
</head>
<body>
${body}
<details class="licences">
<summary>Licences of the code in this page</summary>
<pre tabindex="0">${bundle.licences}</pre>
</details>
<script type="application/json" id="data">${jsonInScript(pageData(drawing))}</script>
<script type="module">${new Html(script)}</script>
</body>
</html>
`.markup
}
