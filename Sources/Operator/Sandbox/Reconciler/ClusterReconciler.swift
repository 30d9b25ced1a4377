/// What makes the objects of KafkaClusters, and keeps them as they are wanted: the part that the coordinator takes over.
///
/// It alone writes
/// - the objects that a cluster is rendered to, by server-side apply as the manager `koperator`; Pods are created and
///   deleted,
/// - `status` of KafkaClusters.
///
/// What it promises, whoever implements it: it advertises no address that it does not know; it never formats a volume that
/// was used; it deletes nothing that is not the cluster's own; and where all is as it is wanted it writes nothing.
public protocol ClusterReconciler: Sendable {
  /// Works until the task is cancelled. It is called once.
  func run() async
}
