// What GOV.UK Frontend adds where there is JavaScript. Every page works without it.
import { initAll } from './vendor/govuk-frontend.min.js'

document.body.classList.add('js-enabled', 'govuk-frontend-supported')
initAll()
