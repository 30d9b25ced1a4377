public import JSON

/// The status of a sandbox as text, for a terminal or for a pipe: a function of what the sandbox answered.
public struct StatusText: Sendable {
  private let status: JSONValue

  /// The text of a status.
  public init(_ status: JSONValue) { self.status = status }

  private func text(_ value: JSONValue?) -> String { value?.stringValue ?? "-" }

  private func number(_ value: JSONValue?) -> String { value?.intValue.map { String($0) } ?? "-" }

  // MARK: Plain lines

  /// A line for each thing, of words that scripts can cut: `broker kafka/kafka 0 Ready …`. It has no colours.
  public var lines: [String] {
    var lines = ["sandbox \(text(status["name"])) \(text(status["state"])) \(text(status["folder"]))"]
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
    }
    for node in status["nodes"]?.arrayValue ?? [] {
      lines.append("node \(text(node["name"])) \(node["ready"]?.boolValue == true ? "Ready" : "NotReady")")
    }
    return lines
  }

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
    var rows: [[String]] = []
    for cluster in status["clusters"]?.arrayValue ?? [] {
      text += "\nKafkaCluster \(self.text(cluster["namespace"]))/\(self.text(cluster["name"]))\n"
      rows = [["BROKER", "STATE", "OUTSIDE", "ADDRESS", "NODE", "RESTARTS", "DISKS", "POD"]]
      for broker in cluster["brokers"]?.arrayValue ?? [] {
        rows.append([
          number(broker["id"]), state(of: broker), outside(broker), self.text(broker["address"]),
          self.text(broker["node"]), number(broker["restarts"]), disks(broker), self.text(broker["pod"]),
        ])
      }
      text += Self.columns(rows, hasColours, width)
      rows = [["ENVOY", "STATE", "BOOTSTRAP", "CONNECTIONS", "RESTARTS", "POD"]]
      for point in cluster["access"]?.arrayValue ?? [] {
        for envoy in point["envoys"]?.arrayValue ?? [] {
          rows.append([
            self.text(point["name"]), self.text(envoy["state"]), self.text(point["bootstrap"]),
            number(envoy["connections"]), number(envoy["restarts"]), self.text(envoy["pod"]),
          ])
        }
      }
      if rows.count > 1 { text += "\n" + Self.columns(rows, hasColours, width) }
    }
    rows = [["NODE", "STATE"]]
    for node in status["nodes"]?.arrayValue ?? [] {
      rows.append([self.text(node["name"]), node["ready"]?.boolValue == true ? "Ready" : "NotReady"])
    }
    if rows.count > 1 { text += "\n" + Self.columns(rows, hasColours, width) }
    return text
  }

  /// Rows whose columns stand below each other; the second column is a state.
  private static func columns(_ rows: [[String]], _ hasColours: Bool, _ width: Int) -> String {
    var widths: [Int] = []
    for row in rows {
      for (index, cell) in row.enumerated() {
        if index == widths.count { widths.append(0) }
        widths[index] = max(widths[index], cell.count)
      }
    }
    var text = ""
    for (number, row) in rows.enumerated() {
      var line = ""
      for (index, cell) in row.enumerated() {
        line += index == row.count - 1 ? cell : cell + String(repeating: " ", count: widths[index] - cell.count + 2)
      }
      line = String(line.prefix(width))
      let isWell = number == 0 || row[1] == "Ready"
      text += (hasColours && !isWell ? "\u{1B}[31m\(line)\u{1B}[0m" : line) + "\n"
    }
    return text
  }
}
