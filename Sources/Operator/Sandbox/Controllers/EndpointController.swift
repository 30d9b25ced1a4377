import KubernetesObjects

struct EndpointController {
  let objects: ClusterObjects
  init(_ objects: ClusterObjects) { self.objects = objects }
  func decision() -> ControllerDecision { ControllerDecision() }
}
