/// What Java is told here: where names are looked up, and the address of the JMX exporter.
struct JavaOptions {
  let address: String
  let hostsFile: String
  /// The file with Java's security properties that differ here (`securityProperties`).
  let securityFile: String
  /// The jar of the JMX exporter; nil where there is none.
  let exporter: String?

  /// Java keeps what it looked up for 30 seconds, or as long as `sun.net.inetaddr.ttl` says, which these properties
  /// overrule; a hosts file is read in no time.
  static let securityProperties = "networkaddress.cache.ttl=1\nnetworkaddress.cache.negative.ttl=0\n"

  /// The options for names.
  var names: String { "-Djdk.net.hosts.file=\(hostsFile) -Djava.security.properties=\(securityFile)" }

  /// The options of a broker, and the port of its exporter that there is not, where there is none.
  ///
  /// - Parameter options: `KAFKA_OPTS` as the pod has it, with the paths of this machine.
  func kafka(_ options: String) -> (options: String, missingPort: UInt16?) {
    var words = [names]
    var missing: UInt16?
    for word in options.split(separator: " ", omittingEmptySubsequences: true).map(String.init) {
      guard word.hasPrefix("-javaagent:"), word.contains("jmx_prometheus"), let equals = word.firstIndex(of: "=") else {
        words.append(word)
        continue
      }
      let (port, bound) = Self.bound(String(word[word.index(after: equals)...]), to: address)
      if let exporter {
        words.append("-javaagent:\(exporter)=\(bound)")
      } else {
        missing = port
      }
    }
    return (words.joined(separator: " "), missing)
  }

  /// What a broker is told besides where its options open a port for JMX: the address of that port, and what Kafka's own
  /// scripts say of it (`KAFKA_JMX_OPTS`), which asks for no password.
  ///
  /// - Parameter environment: the container's.
  func remoteManagement(_ environment: [String: String]) -> String {
    let key = "-Dcom.sun.management.jmxremote"
    let all = ["KAFKA_JVM_PERFORMANCE_OPTS", "KAFKA_OPTS", "KAFKA_JMX_OPTS"].map { environment[$0] ?? "" }
    guard all.contains(where: { $0.contains("\(key).port=") }) else { return "" }
    var options = " \(key).host=\(address)"
    if environment["KAFKA_JMX_OPTS"] == nil { options += " \(key).authenticate=false \(key).ssl=false" }
    return options
  }

  /// `9020:FILE` → port 9020 and `127.42.1.3:9020:FILE`.
  private static func bound(_ argument: String, to address: String) -> (port: UInt16?, argument: String) {
    let parts = argument.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    if let first = parts.first, let port = UInt16(first) { return (port, "\(address):\(argument)") }
    guard parts.count > 2, let port = UInt16(parts[1]) else { return (nil, argument) }
    let host = LoopbackAddresses.means(parts[0]) ? address : parts[0]
    return (port, ([host] + parts[1...]).joined(separator: ":"))
  }
}
