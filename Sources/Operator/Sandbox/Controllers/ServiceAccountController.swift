import KubernetesObjects

struct ServiceAccountController {
  let objects: ClusterObjects
  init(_ objects: ClusterObjects) { self.objects = objects }
  func decision() -> ControllerDecision { ControllerDecision() }
}
