public import KubernetesClient
import KubernetesObjects
public import Telemetry

/// The nodes of a sandbox: does for the pods that are bound to them what a kubelet does, with processes for containers.
///
/// It holds nothing until `run` is called. While that runs, each pod's processes follow its object; when it ends, so
/// have all processes.
public final class NodeRuntime: Sendable {
  let configuration: NodeRuntimeConfiguration
  let keeper: NodeKeeper
  private let pods: WatchCache<Pod>
  let fleet: PodFleet
  private let events: EventRecorder
  private let supervisor: ProcessSupervisor

  /// Nodes.
  ///
  /// - Throws: `NodeError` where programs cannot be run at all; it says why.
  public init(
    _ configuration: NodeRuntimeConfiguration, places: NodePlaces, transport: any APITransport,
    clock: any MonotonicClock = SystemClock(), log: Logger, metrics: MetricsRegistry
  ) throws(NodeError) {
    self.configuration = configuration
    do throws(PodTrouble) {
      try PodFiles.makeFolder("\(configuration.folder)/pods")
      try PodFiles.makeFolder("\(configuration.folder)/logs")
    } catch { throw NodeError(error.message) }
    let probes: ProbeRunner
    do throws(ProcessError) {
      supervisor = try ProcessSupervisor(guardExecutable: configuration.guardExecutable)
      probes = try ProbeRunner(supervisor)
    } catch { throw NodeError(error.description) }
    do throws(RequestError) { pods = try WatchCache(transport, clock: clock, log: log, metrics: metrics) } catch {
      throw NodeError("pods cannot be asked for: \(error)")
    }
    events = EventRecorder(
      transport, controller: "koperator.io/sandbox-node", instance: configuration.nodes.first?.name ?? "node",
      clock: clock, log: log, metrics: nil)
    keeper = NodeKeeper(transport, configuration, clock: clock, log: log)
    let keeper = keeper
    let tools = NodeTools(
      configuration: configuration, places: places, transport: transport, clock: clock, supervisor: supervisor,
      probes: probes, events: events,
      configMaps: ObjectWatches(transport, clock: clock, log: log, metrics: metrics),
      secrets: ObjectWatches(transport, clock: clock, log: log, metrics: metrics),
      claims: ObjectWatches(transport, clock: clock, log: log, metrics: metrics), log: log)
    fleet = PodFleet(tools, pods: pods) { keeper.isLost($0) }
  }

  /// Does the nodes' work until the task is cancelled; then programs have their time to end, and none is left when it
  /// returns.
  public func run() async {
    let (pods, fleet, keeper, events) = (pods, fleet, keeper, events)
    await withTaskGroup(of: Void.self) { group in
      group.addTask { await pods.run() }
      group.addTask { await keeper.run() }
      group.addTask { await events.run() }
      group.addTask {
        // Nothing is decided by half a list.
        while !Task.isCancelled, !pods.isSynced { try? await pods.untilSynced(within: .seconds(3600)) }
        for await keys in pods.dirtyKeys() {
          for key in keys { await fleet.reconcile(key) }
        }
      }
    }
    await fleet.stop()
    await supervisor.stop(grace: configuration.stopGrace)
  }
}

/// Why nodes cannot be run at all.
public struct NodeError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is wrong, and the remedy.
  public let description: String

  init(_ description: String) { self.description = description }
}
