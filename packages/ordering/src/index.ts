export { backOffSeconds } from './back-off.ts'
export {
  type NetworkOrder,
  readNetworkOrder,
  readStateChangeEvent,
  type StateChangeEvent,
  stateChangeEventSchema,
} from './network-order.ts'
export { offsetOf } from './offset.ts'
export { type ServiceOrder, serviceOrderSchema } from './service-order.ts'
export { type OrderAbout, serviceOrderFor } from './service-order-for.ts'
export { ORDER_STATES, type OrderState, type Progress, progressOf } from './state.ts'
