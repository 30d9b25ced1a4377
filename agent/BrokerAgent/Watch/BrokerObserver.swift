import JavaProperties
import Telemetry
import Transport

/// One broker that an agent watches: its probes, and Kafka's own configuration, which says what they look at. On the loop only.
///
/// States: waiting for Kafka's configuration, which is said once; watching what it names; stopped.
final class BrokerObserver {
  /// The most bytes of Kafka's configuration.
  static let maximumSettings = JavaPropertiesLimits().size

  let configuration: WatchConfiguration
  private let watch: BrokerWatch
  private let tls: () -> TLSContext?
  private let log: Logger
  private var settings: BrokerSettings?
  /// What was said of the configuration last.
  private var problem = ""

  /// - Parameters:
  ///   - tables: May be shared with others.
  ///   - tls: For listeners with TLS; asked where there is one.
  ///   - changed: Called on the loop, whenever a probe saw something.
  init(
    _ configuration: WatchConfiguration, on loop: EventLoop, tables: SharedTables = SharedTables(),
    tls: @escaping () -> TLSContext?, log: Logger, changed: @escaping (BrokerState) -> Void
  ) {
    self.configuration = configuration
    self.tls = tls
    self.log = log
    watch = BrokerWatch(configuration, on: loop, tables: tables, changed: changed)
  }

  /// What is known.
  var state: BrokerState { watch.state }

  func start() { watch.start() }

  func stop() { watch.stop() }

  func setInterval(_ interval: Duration) { watch.setInterval(interval) }

  /// Takes a look at Kafka's configuration. A change of it, as a rolling restart brings one, is followed; one that cannot be used
  /// changes nothing.
  func take(_ look: WatchedFile.Look) {
    switch look {
    case .same: break
    case .content(let bytes): take(String(decoding: bytes, as: UTF8.self))
    case .failed(let code):
      say("Kafka's configuration cannot be read; it is tried again", DiskError.name(of: code))
    case .tooLong:
      say(
        "Kafka's configuration cannot be used", "it has more than \(Self.maximumSettings) bytes: give server.properties"
      )
    }
  }

  private func take(_ text: String) {
    do throws(AgentError) {
      let settings = try BrokerSettings(properties: text)
      if let id = settings.nodeID, id != configuration.broker.id {
        throw AgentError(
          .configuration, "node.id",
          "it is \(id), and BROKER_ID is \(configuration.broker.id): mount that broker's file")
      }
      problem = ""
      guard settings != self.settings else { return }
      self.settings = settings
      watch.use(settings, tls: settings.listeners.contains { $0.security.hasTLS } ? tls() : nil)
      log.info(
        "Kafka is watched",
        [
          .file: configuration.settingsFile,
          .count: "\(settings.listeners.count) listeners, \(settings.logDirs.count) log dirs",
        ])
    } catch {
      say("Kafka's configuration cannot be used", error.description)
    }
  }

  private func say(_ message: StaticString, _ problem: String) {
    guard problem != self.problem else { return }
    self.problem = problem
    log.warning(message, [.file: configuration.settingsFile, .error: problem])
  }
}
