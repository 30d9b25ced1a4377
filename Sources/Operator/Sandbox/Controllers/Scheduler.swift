import KubernetesObjects

struct Scheduler {
  let objects: ClusterObjects
  init(_ objects: ClusterObjects) { self.objects = objects }
  func decision() -> ControllerDecision { ControllerDecision() }
}
