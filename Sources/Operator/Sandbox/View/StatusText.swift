public import JSON

/// The status of a sandbox as text, for a terminal or for a pipe: a function of what the sandbox answered.
public struct StatusText: Sendable {
  private let status: JSONValue

  /// The most events that a table shows.
  private static let mostEvents = 8
  /// How old an event may be that a table shows, in seconds.
  private static let newsAge = 300.0

  private static let noAgents =
    "none runs: build broker-agent beside koperator, or name it with BROKER_AGENT, and start the sandbox again"

  /// The text of a status.
  public init(_ status: JSONValue) { self.status = status }

  private func text(_ value: JSONValue?) -> String { value?.stringValue ?? "-" }

  private func number(_ value: JSONValue?) -> String { value?.intValue.map { String($0) } ?? "-" }

  // MARK: Plain lines

  /// A line for each thing, of words that scripts can cut: `broker kafka/kafka 0 Ready …`. It has no colours.
  public var lines: [String] {
    var lines = ["sandbox \(text(status["name"])) \(text(status["state"])) \(text(status["folder"]))"]
    if let trouble { lines.append("control-plane unknown log=\(controlPlaneLog) \(trouble)") }
    if status["brokerAgent"] == .null { lines.append("agents none \(Self.noAgents)") }
    for cluster in status["clusters"]?.arrayValue ?? [] {
      let name = "\(text(cluster["namespace"]))/\(text(cluster["name"]))"
      for point in cluster["access"]?.arrayValue ?? [] {
        lines.append("access \(name) \(text(point["name"])) bootstrap=\(text(point["bootstrap"]))")
        for envoy in point["envoys"]?.arrayValue ?? [] {
          lines.append(
            "envoy \(name) \(text(envoy["pod"])) \(text(envoy["state"])) address=\(text(envoy["address"])) "
              + "restarts=\(number(envoy["restarts"])) connections=\(number(envoy["connections"]))")
        }
      }
      for broker in cluster["brokers"]?.arrayValue ?? [] {
        lines.append(
          "broker \(name) \(number(broker["id"])) \(state(of: broker)) pod=\(text(broker["pod"])) "
            + "node=\(text(broker["node"])) address=\(text(broker["address"])) outside=\(outside(broker)) "
            + "restarts=\(number(broker["restarts"])) disks=\(disks(broker))")
      }
      for broker in cluster["brokers"]?.arrayValue ?? [] where broker["agent"]?.objectValue != nil {
        let agent = AgentText(broker["agent"])
        let directories = agent.directories.map { "\($0.place):\($0.space):\($0.state)" }.joined(separator: ",")
        lines.append(
          "agent \(name) \(number(broker["id"])) \(agent.health) heard=\(agent.age) process=\(agent.process) "
            + "kafka=\(agent.kafka) latency=\(agent.latency) disks=\(directories.isEmpty ? "-" : directories)")
        for note in agent.notes { lines.append("note \(name) \(number(broker["id"])) \(note)") }
      }
    }
    for node in status["nodes"]?.arrayValue ?? [] {
      lines.append("node \(text(node["name"])) \(node["ready"]?.boolValue == true ? "Ready" : "NotReady")")
    }
    return lines
  }

  /// Why the control plane says nothing; nil where it does, and where it was not asked.
  private var trouble: String? {
    status["controlPlane"]?["problem"]?.stringValue
  }

  private var controlPlaneLog: String { text(status["controlPlane"]?["log"]) }

  private func state(of broker: JSONValue) -> String {
    broker["cut"]?.boolValue == true ? "Cut" : text(broker["state"])
  }

  private func outside(_ broker: JSONValue) -> String {
    let all = broker["outside"]?.arrayValue?.compactMap(\.stringValue) ?? []
    return all.isEmpty ? "-" : all.joined(separator: ",")
  }

  private func disks(_ broker: JSONValue) -> String {
    let all = (broker["disks"]?.arrayValue ?? []).map { disk in
      var text =
        "\(self.text(disk["mountPath"])):\(Self.size(disk["usedBytes"]?.intValue))/\(Self.size(disk["bytes"]?.intValue))"
      if disk["filled"]?.boolValue == true { text += ":full" }
      if disk["readOnly"]?.boolValue == true { text += ":read-only" }
      return text
    }
    return all.isEmpty ? "-" : all.joined(separator: ",")
  }

  /// Bytes as people read them: `1.5G`.
  static func size(_ bytes: Int?) -> String {
    guard let bytes else { return "-" }
    var value = Double(bytes)
    for unit in ["", "K", "M", "G"] {
      if value < 1000 {
        return value < 10 && !unit.isEmpty ? Self.oneDigit(value) + unit : "\(Int(value.rounded()))\(unit)"
      }
      value /= 1024
    }
    return "\(Int(value.rounded()))T"
  }

  private static func oneDigit(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }

  // MARK: A table

  /// Tables for a person.
  ///
  /// - Parameters:
  ///   - hasColours: whether what is not well is red.
  ///   - width: how wide the terminal is; longer lines are cut.
  public func table(hasColours: Bool, width: Int) -> String {
    var text = "sandbox \(self.text(status["name"]))  \(self.text(status["state"]))  \(self.text(status["folder"]))\n"
    if let trouble {
      for line in [
        "control plane  cannot be asked, so what agents say is not known: \(trouble)",
        "               log  \(controlPlaneLog)",
      ] { text += TextTable.line(line, isRed: hasColours, width: width) }
    }
    if status["brokerAgent"] == .null { text += TextTable.line("agents  \(Self.noAgents)", isRed: false, width: width) }
    for cluster in status["clusters"]?.arrayValue ?? [] {
      text += "\nKafkaCluster \(self.text(cluster["namespace"]))/\(self.text(cluster["name"]))\n"
      for part in [brokers(of: cluster), agents(of: cluster), envoys(of: cluster)] where part.hasRows {
        text += part.text(hasColours: hasColours, width: width) + "\n"
      }
      for broker in cluster["brokers"]?.arrayValue ?? [] {
        for note in AgentText(broker["agent"]).notes {
          text += TextTable.line("broker \(number(broker["id"])): \(note)", isRed: hasColours, width: width)
        }
      }
      if text.hasSuffix("\n\n") { text.removeLast() }
    }
    var nodes = TextTable(["NODE", "STATE"])
    for node in status["nodes"]?.arrayValue ?? [] {
      let isReady = node["ready"]?.boolValue == true
      nodes.add([self.text(node["name"]), isReady ? "Ready" : "NotReady"], isWell: isReady)
    }
    if nodes.hasRows { text += "\n" + nodes.text(hasColours: hasColours, width: width) }
    let events = recentEvents
    if events.hasRows { text += "\n" + events.text(hasColours: hasColours, width: width) }
    return text
  }

  private func brokers(of cluster: JSONValue) -> TextTable {
    var table = TextTable(["BROKER", "STATE", "OUTSIDE", "ADDRESS", "NODE", "RESTARTS", "POD", "DISKS"])
    for broker in cluster["brokers"]?.arrayValue ?? [] {
      let state = state(of: broker)
      table.add(
        [
          number(broker["id"]), state, outside(broker), text(broker["address"]), text(broker["node"]),
          number(broker["restarts"]), text(broker["pod"]), disks(broker),
        ], isWell: state == "Ready")
    }
    return table
  }

  /// What agents say: a row for each log directory.
  private func agents(of cluster: JSONValue) -> TextTable {
    var table = TextTable(["AGENT", "HEALTH", "HEARD", "PROCESS", "KAFKA", "LATENCY", "LOG DIR", "USED", "DISK"])
    // What is not known is not shown: a line above says why.
    if trouble != nil || status["brokerAgent"] == .null { return table }
    for broker in cluster["brokers"]?.arrayValue ?? [] {
      let agent = AgentText(broker["agent"])
      var first = [number(broker["id"]), agent.health, agent.age, agent.process, agent.kafka, agent.latency]
      let directories = agent.directories
      if directories.isEmpty { table.add(first + ["-", "-", "-"], isWell: agent.isWell) }
      for directory in directories {
        table.add(
          first + [directory.place, directory.space, directory.state], isWell: agent.isWell && directory.isWell)
        first = Array(repeating: "", count: first.count)
      }
    }
    return table
  }

  private func envoys(of cluster: JSONValue) -> TextTable {
    var table = TextTable(["ENVOY", "STATE", "BOOTSTRAP", "CONNECTIONS", "RESTARTS", "POD"])
    for point in cluster["access"]?.arrayValue ?? [] {
      for envoy in point["envoys"]?.arrayValue ?? [] {
        let state = text(envoy["state"])
        table.add(
          [
            text(point["name"]), state, text(point["bootstrap"]), number(envoy["connections"]),
            number(envoy["restarts"]), text(envoy["pod"]),
          ], isWell: state == "Ready")
      }
    }
    return table
  }

  /// The last things that agents told, as long as they are news. Listeners come and go with their broker: they are left out.
  private var recentEvents: TextTable {
    var table = TextTable(["AGO", "BROKER", "WHAT", "CHANGE"])
    let events = status["events"]?.arrayValue ?? []
    for event in events.filter({ !text($0["subject"]).hasPrefix("listener ") }).prefix(Self.mostEvents) {
      guard let age = event["secondsAgo"]?.numberValue?.doubleValue, age < Self.newsAge else { break }
      let reason = event["reason"]?.stringValue ?? ""
      let change = "\(text(event["before"])) -> \(text(event["after"]))"
      table.add(
        [
          AgentText.age(event["secondsAgo"]), text(event["broker"]), text(event["subject"]),
          reason.isEmpty ? change : "\(change): \(reason)",
        ], isWell: true)
    }
    return table
  }
}
