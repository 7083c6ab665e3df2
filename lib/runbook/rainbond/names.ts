/** Namespace of Rainbond itself: the charts and the operator know no other. */
export const namespace = 'rbd-system';
/** Namespace of the test application, gone when it is proved. */
export const proofNamespace = 'slipway-proof';
export const release = 'rainbond';
