/** bash: the admin kubeconfig for root on a control plane; one that is not kubeadm's is kept beside it. */
export const rootKubeconfig = `mkdir -p /root/.kube
if [ -f /root/.kube/config ] && ! cmp -s /root/.kube/config /etc/kubernetes/admin.conf; then cp -p /root/.kube/config /root/.kube/config.slipway; fi
install -m 0600 /etc/kubernetes/admin.conf /root/.kube/config`;

/** Read once the first control plane is up; its server is the address of the plan's entry. */
export const adminKubeconfig = { id: 'admin-kubeconfig', read: 'cat /etc/kubernetes/admin.conf', secret: true };

/** kubeadm's hash of the cluster's CA: of its public key, DER (RFC 7469). */
export const caCertHash = {
  id: 'ca-cert-hash',
  read: `openssl x509 -pubkey -noout -in /etc/kubernetes/pki/ca.crt | openssl pkey -pubin -outform der 2>/dev/null | sha256sum | cut -c1-64`,
  secret: false,
};
