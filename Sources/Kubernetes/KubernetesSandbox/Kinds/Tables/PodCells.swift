import JSON

/// A pod in a table: how many containers are ready, and what state it is in, as kubectl says it.
enum PodCells {
  static func cells(of pod: JSONValue, age: JSONValue, now: Int64) -> [JSONValue] {
    let status = pod["status"] ?? [:]
    let spec = pod["spec"] ?? [:]
    let sidecars = Set(
      spec.elements("initContainers").filter { $0.text("restartPolicy") == "Always" }.map { $0.text("name") })
    var state = State(sidecars: sidecars, containers: spec.elements("containers").count + sidecars.count)
    let reason = state.read(status, initContainers: spec.elements("initContainers").count)
    let gates = spec.elements("readinessGates")
    let gatesReady = gates.filter { gate in
      status.elements("conditions").contains {
        $0.text("type") == gate.text("conditionType") && $0.text("status") == "True"
      }
    }
    return [
      "\(state.ready)/\(state.containers)".json, shown(pod, reason).json, state.restarts(now: now).json, age,
      TableFormat.text(status["podIP"]), TableFormat.text(spec["nodeName"]),
      TableFormat.text(status["nominatedNodeName"]),
      (gates.isEmpty ? "<none>" : "\(gatesReady.count)/\(gates.count)").json,
    ]
  }

  private static func shown(_ pod: JSONValue, _ reason: String) -> String {
    guard pod.at("metadata", "deletionTimestamp") != nil else { return reason }
    if pod.at("status", "reason") == "NodeLost" { return "Unknown" }
    return ["Succeeded", "Failed", "Completed"].contains(reason) ? reason : "Terminating"
  }

  /// What the statuses of the containers come to.
  private struct State {
    let sidecars: Set<String>
    let containers: Int
    var ready = 0
    private var restartCount = 0
    private var lastRestart: Int64?

    init(sidecars: Set<String>, containers: Int) {
      self.sidecars = sidecars
      self.containers = containers
    }

    func restarts(now: Int64) -> String {
      guard restartCount > 0, let lastRestart else { return String(restartCount) }
      return "\(restartCount) (\(TableFormat.duration(now - lastRestart)) ago)"
    }

    mutating func read(_ status: JSONValue, initContainers: Int) -> String {
      var reason = status.text("phase")
      if !status.text("reason").isEmpty { reason = status.text("reason") }
      let scheduled = status.elements("conditions").first { $0.text("type") == "PodScheduled" }
      if scheduled?.text("reason") == "SchedulingGated" { reason = "SchedulingGated" }
      let waiting = readInitContainers(status.elements("initContainerStatuses"), of: initContainers)
      // A sidecar that ended after all else did does not mean that the pod is still to begin.
      let isInitialized = status.elements("conditions").contains {
        $0.text("type") == "Initialized" && $0.text("status") == "True"
      }
      if let waiting, !isInitialized { return waiting }
      if let waiting { reason = waiting }
      restartCount = 0
      lastRestart = nil
      for sidecar in status.elements("initContainerStatuses") where sidecars.contains(sidecar.text("name")) {
        count(sidecar)
      }
      return readContainers(status, reason)
    }

    private mutating func count(_ container: JSONValue) {
      restartCount += container["restartCount"]?.intValue ?? 0
      guard let text = container.at("lastState", "terminated", "finishedAt")?.stringValue,
        let seconds = TableFormat.seconds(text)
      else { return }
      lastRestart = max(lastRestart ?? seconds, seconds)
    }

    /// The state of the first init container that is not through; nil where all are.
    private mutating func readInitContainers(_ statuses: [JSONValue], of total: Int) -> String? {
      for (index, container) in statuses.enumerated() {
        count(container)
        let state = container["state"] ?? [:]
        if let terminated = state.at("terminated"), terminated["exitCode"]?.intValue == 0 { continue }
        if sidecars.contains(container.text("name")), container["started"] == true {
          if container["ready"] == true { ready += 1 }
          continue
        }
        if let terminated = state.at("terminated") {
          return "Init:\(Self.ended(terminated))"
        }
        let waiting = state.at("waiting")?.text("reason") ?? ""
        if !waiting.isEmpty, waiting != "PodInitializing" { return "Init:\(waiting)" }
        return "Init:\(index)/\(total)"
      }
      return nil
    }

    private mutating func readContainers(_ status: JSONValue, _ phase: String) -> String {
      var reason = phase
      var isRunning = false
      for container in status.elements("containerStatuses").reversed() {
        count(container)
        let state = container["state"] ?? [:]
        if let waiting = state.at("waiting"), !waiting.text("reason").isEmpty {
          reason = waiting.text("reason")
        } else if let terminated = state.at("terminated") {
          reason = Self.ended(terminated)
        } else if container["ready"] == true, state.has("running") {
          isRunning = true
          ready += 1
        }
      }
      guard reason == "Completed", isRunning else { return reason }
      let isReady = status.elements("conditions").contains { $0.text("type") == "Ready" && $0.text("status") == "True" }
      return isReady ? "Running" : "NotReady"
    }

    private static func ended(_ terminated: JSONValue) -> String {
      if !terminated.text("reason").isEmpty { return terminated.text("reason") }
      if let signal = terminated["signal"]?.intValue, signal != 0 { return "Signal:\(signal)" }
      return "ExitCode:\(terminated["exitCode"]?.intValue ?? 0)"
    }
  }
}

extension String {
  /// This text as a JSON value.
  var json: JSONValue { .string(self) }
}
