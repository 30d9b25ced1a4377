import KubernetesClient
import KubernetesObjects
import Telemetry

/// `coordinate`: holds ConfigMaps, Pods, Secrets (their metadata) and a custom resource of a namespace in watch caches,
/// takes part in an election, and copies ConfigMaps while it leads.
///
/// It ends when its standard input does; for each line there it prints its state as a line of JSON.
struct Coordinate {
  private let namespace: String
  let elector: LeaderElector
  private let events: EventRecorder
  let metrics: MetricsRegistry
  let maps: WatchCache<ConfigMap>
  let pods: WatchCache<Pod>
  let secrets: WatchCache<ObjectMetadata>
  let custom: WatchCache<UnstructuredObject>?
  let pass: CopyPass

  init(_ options: Options) throws {
    namespace = try options.required("namespace")
    let log = Logger(LogSink(format: .json))
    let clock = SkewedClock(offset: try options.seconds("wall-offset") ?? .zero)
    metrics = MetricsRegistry()
    let configuration = try ClientConfiguration.found(
      kubeconfig: try options.required("kubeconfig"), environment: [:], read: SystemFiles.read)
    let client = try APIClient(configuration, log: log, metrics: metrics, clock: clock)
    var informing = InformerConfiguration(seed: .random(in: 0 ... .max))
    if let silence = try options.seconds("watch-silence") { informing.watchSilence = silence }
    let scope = CacheScope(namespace: namespace)
    maps = try WatchCache(client, in: scope, configuration: informing, clock: clock, log: log, metrics: metrics)
    pods = try WatchCache(client, in: scope, configuration: informing, clock: clock, log: log, metrics: metrics)
    secrets = try WatchCache(
      client, metadataOf: Secret.resource, in: scope, configuration: informing, clock: clock, log: log,
      metrics: metrics)
    if let resource = try Self.resource(options) {
      custom = try WatchCache(
        client, of: resource, in: scope, configuration: informing, clock: clock, log: log, metrics: metrics)
    } else {
      custom = nil
    }
    elector = LeaderElector(
      client, lease: ObjectKey(namespace: namespace, name: "coordinator"), clock: clock, log: log, metrics: metrics)
    events = EventRecorder(
      client, controller: "koperator.io/peer", instance: namespace, clock: clock, log: log, metrics: metrics)
    pass = CopyPass(maps, log: log)
  }

  /// The custom resource, as `kafkatopics.v1alpha1.kafka.banzaicloud.io`.
  private static func resource(_ options: Options) throws(PeerError) -> APIResource? {
    guard let text = options["custom"] else { return nil }
    let parts = text.split(separator: ".", maxSplits: 2).map(String.init)
    guard parts.count == 3 else { throw PeerError("--custom '\(text)': PLURAL.VERSION.GROUP is expected") }
    return APIResource(group: parts[2], version: parts[1], plural: parts[0], kind: try options.required("kind"))
  }

  func run() async {
    await withTaskGroup { group in
      group.addTask { await maps.run() }
      group.addTask { await pods.run() }
      group.addTask { await secrets.run() }
      if let custom { group.addTask { await custom.run() } }
      group.addTask { await events.run() }
      group.addTask { await elector.run { await lead($0) } }
      for await _ in InputLines.read() {
        StandardOutput.write(state.text() + "\n")
      }
      elector.shutDown()
      group.cancelAll()
    }
  }

  /// What the leader does.
  private func lead(_ transport: LeaderTransport) async {
    let queue = WorkQueueRunner<ObjectKey>(name: "copies", workers: 4, metrics: metrics)
    await withTaskGroup { group in
      group.addTask {
        for await keys in maps.dirtyKeys() { queue.add(keys) }
      }
      await queue.run { await pass.run($0, by: transport, events: events) }
      group.cancelAll()
    }
  }
}
