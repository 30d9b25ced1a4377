import JSON

/// Nodes: what can be given away is all that there is, unless they say otherwise.
enum NodeStrategy {
  static let strategy = ResourceType.Strategy(
    prepareForCreate: { (object: inout JSONValue, _) throws(APIFailure) in
      object.fill("spec", [:])
      object.fill("status", [:])
      object.change("status") { status in
        if let capacity = status["capacity"] { status.fill("allocatable", capacity) }
        status.fill("daemonEndpoints", ["kubeletEndpoint": ["Port": 0]])
        status.fill("nodeInfo", [:])
        status.change("nodeInfo") { info in
          for name in [
            "machineID", "systemUUID", "bootID", "kernelVersion", "osImage", "containerRuntimeVersion",
            "kubeletVersion", "kubeProxyVersion", "operatingSystem", "architecture",
          ] { info.fill(name, "") }
        }
      }
    },
    prepareForUpdate: { (object: inout JSONValue, _, _) throws(APIFailure) in
      object.change("status") { status in
        if let capacity = status["capacity"] { status.fill("allocatable", capacity) }
      }
    }, keepsStatusOnCreate: true)
}
