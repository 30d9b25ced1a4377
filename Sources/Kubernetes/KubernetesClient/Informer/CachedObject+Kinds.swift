public import KubernetesObjects

// The kinds of the Kubernetes API that a watch cache can hold; other kinds say so themselves.
extension ClusterRole: CachedObject {}
extension ClusterRoleBinding: CachedObject {}
extension ConfigMap: CachedObject {}
extension CustomResourceDefinition: CachedObject {}
extension DaemonSet: CachedObject {}
extension Deployment: CachedObject {}
extension EndpointSlice: CachedObject {}
extension Event: CachedObject {}
extension Lease: CachedObject {}
extension Namespace: CachedObject {}
extension Node: CachedObject {}
extension PersistentVolumeClaim: CachedObject {}
extension Pod: CachedObject {}
extension PodDisruptionBudget: CachedObject {}
extension Role: CachedObject {}
extension RoleBinding: CachedObject {}
extension Secret: CachedObject {}
extension Service: CachedObject {}
extension ServiceAccount: CachedObject {}
extension StorageClass: CachedObject {}
