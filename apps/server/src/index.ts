export {
  type PublicationChanges,
  type PublicationState,
  Publisher,
  STORE_PROBLEM_CODES,
  StoreProblem,
  type StoreProblemCode,
} from '@dipper/store'
export { backup, restore } from './backup.ts'
export { BenefitsDocuments, requireBenefits } from './benefits-documents.ts'
export { type Connected, connect } from './database.ts'
export { type Check, doctor, type Finding } from './doctor.ts'
export { DEVELOPMENT_SECRET, startDevelopmentProvider } from './identity/development-provider.ts'
export { type Person, peopleOf } from './identity/people.ts'
export { toOrder } from './ports.ts'
export { SERVER_PROBLEM_CODES, ServerProblem, type ServerProblemCode } from './problem.ts'
export { programmeFiles, readProgrammeIn } from './programme-folder.ts'
export {
  previewMonth,
  type Published,
  type PublishOptions,
  publicationWork,
  publishMonth,
} from './publish-month.ts'
export { type ServeOptions, type Serving, serve } from './serve.ts'
export { type Environment, type Settings, settingsFrom } from './settings.ts'
