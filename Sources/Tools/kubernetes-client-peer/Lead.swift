import JSON
import KubernetesClient
import KubernetesObjects
import Synchronization
import Telemetry

/// `lead`: takes part in an election, and while it leads, writes again and again into a ConfigMap who writes. The writes
/// have no precondition: nothing but the election keeps two processes from writing by turns.
///
/// It says what it does by lines of JSON on standard output, and ends on SIGTERM.
struct Lead {
  private let map: ObjectKey
  private let interval: Duration
  private let clock = SystemClock()
  private let elector: LeaderElector
  private let voice = LeadVoice()

  init(_ options: Options) throws {
    let namespace = try options.required("namespace")
    map = ObjectKey(namespace: namespace, name: try options.required("map"))
    interval = try options.seconds("interval") ?? .milliseconds(20)
    let log = Logger(LogSink(format: .json))
    let metrics = MetricsRegistry()
    let configuration = try ClientConfiguration.found(
      kubeconfig: try options.required("kubeconfig"), environment: [:], read: SystemFiles.read)
    var settings = APIClientSettings()
    settings.requestsPerSecond = nil
    let client = try APIClient(configuration, settings, log: log, metrics: metrics)
    let standard = LeaseTiming.standard
    let timing = try LeaseTiming(
      leaseDuration: try options.seconds("lease-duration") ?? standard.leaseDuration,
      renewDeadline: try options.seconds("renew-deadline") ?? standard.renewDeadline,
      retryPeriod: try options.seconds("retry-period") ?? standard.retryPeriod)
    elector = LeaderElector(
      client, lease: ObjectKey(namespace: namespace, name: try options.required("lease")),
      identity: LeaderElector.uniqueIdentity(try options.required("name")), timing: timing, log: log, metrics: metrics)
  }

  func run() async {
    let termination = Termination()
    async let ended: Void = elector.run { await lead($0) }
    await termination.wait()
    elector.shutDown()
    await ended
    voice.say("ended")
  }

  private func lead(_ transport: LeaderTransport) async {
    let term = voice.begin()
    var count = 0
    while !Task.isCancelled {
      count += 1
      await write(term, count, transport)
      try? await clock.sleep(for: interval)
    }
    voice.say("stopped", term)
    // What a leader of old forgets to stop: it must be refused.
    await write(term, count + 1, transport)
  }

  private func write(_ term: Int, _ count: Int, _ transport: LeaderTransport) async {
    let data: JSONValue = [
      "writer": .string("\(elector.identity)/\(term)"), "count": .string("\(count)"),
    ]
    do throws(ClientError) {
      try await transport.mergePatch(ConfigMap.resource, ["data": data], name: map.name, namespace: map.namespace)
      voice.say("wrote", term)
    } catch {
      voice.say(error.cause == .notLeading ? "refused" : "failed", term, "\(error)")
    }
  }
}

/// What `lead` says.
final class LeadVoice: Sendable {
  private let terms = Mutex(0)

  /// A time of leading begins; its number.
  func begin() -> Int {
    let term = terms.withLock { terms in
      terms += 1
      return terms
    }
    say("leads", term)
    return term
  }

  func say(_ what: String, _ term: Int = 0, _ error: String = "") {
    let line: JSONValue = ["said": .string(what), "term": .number(JSONNumber(term)), "error": .string(error)]
    StandardOutput.write(line.text() + "\n")
  }
}
