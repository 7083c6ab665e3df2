/**
 * SQL: the key of `run_value` that is the kubeconfig of a `run`: what its steps read from the cluster that they made, or the sealed one of a
 * cluster that was there before.
 */
export const kubeconfigKey = `coalesce('secret:' || nullif(run.runbook #>> '{watch,existing,secret}', ''),
  'output:' || (run.runbook #>> '{watch,kubeconfigOutput}'))`;
