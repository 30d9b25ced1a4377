import AgentAPI
import ClusterTopology
import GRPC
public import JSON
import Telemetry
import Transport

// What people are told.
extension AgentService {
  /// Ends a call, and says why.
  func refuse(_ call: any GRPCServiceCall, _ refusal: AgentRefusal, of agent: String) {
    metrics.increment(.agentCallsRefused, [refusal.code.rawValue])
    let status: GRPCStatus.Code
    switch refusal.code {
    case .denied: status = .permissionDenied
    case .taken: status = .failedPrecondition
    case .invalid: status = .invalidArgument
    case .tooMuch: status = .resourceExhausted
    case .late: status = .deadlineExceeded
    }
    log.limited(by: limiter, key: "refuse \(agent) \(refusal.code)")?.warning(
      "an agent's call was ended", [.agent: agent, .code: String(status.rawValue), .reason: refusal.message])
    call.finish(GRPCStatus(status, refusal.message))
  }

  func carryOut(_ directive: AgentDirective) {
    switch directive {
    case .event(let event): tell(event)
    case .end(let id, let refusal):
      guard let call = state.withLock({ $0.calls.removeValue(forKey: id) }) else { break }
      if refusal.code != .taken { return refuse(call, refusal, of: "call \(id.rawValue)") }
      // The agent itself has another call: that is no refusal.
      log.debug("an agent's old call was ended", [.reason: refusal.message])
      call.finish(GRPCStatus(.failedPrecondition, refusal.message))
    case .held(let id, let refusal):
      let agent = state.withLock { $0.registry.agent(of: id) } ?? ""
      log.limited(by: limiter, key: "held \(agent) \(refusal.message.prefix(200))")?.warning(
        "a broker that the agent of a node reports is another agent's", [.agent: agent, .reason: refusal.message])
    case .blind(let cluster, let agents):
      log.error(
        "most agents were lost at once; no broker is removed until they are back",
        [
          .cluster: cluster?.description ?? "all", .count: String(agents.count),
          .agent: agents.prefix(10).joined(separator: ", "),
        ])
    case .sees(let cluster):
      log.info("enough agents are back", [.cluster: cluster?.description ?? "all"])
    }
  }

  private func tell(_ event: AgentEvent) {
    let broker = event.broker.description
    guard let log = log.limited(by: limiter, key: "\(broker) \(event.subject)") else { return count(event) }
    let values: KeyValuePairs<LogKey, String> = [
      .broker: broker, .subject: event.subject.description, .before: event.before, .after: event.after,
      .reason: event.reason,
    ]
    switch event.subject {
    case .health where event.after == BrokerHealth.healthy.rawValue: log.info("a broker is healthy", values)
    case .health: log.warning("a broker is not healthy", values)
    case .past: log.info("something changed while this replica did not listen", values)
    default: log.info("a part of a broker changed", values)
    }
    count(event)
  }

  private func count(_ event: AgentEvent) {
    guard event.subject == .health else { return }
    metrics.increment(.brokerTransitions, [event.broker.cluster.description, event.after])
  }

  /// Brings the gauges up to date.
  func updateMetrics() {
    let (calls, brokers, blind, stale) = state.withLock { state in
      (state.registry.callCount, state.registry.brokers, state.registry.blindScopes, state.registry.staleReports)
    }
    metrics.set(.agents, to: Double(calls))
    metrics.setCounter(.agentStaleReports, to: Double(stale))
    metrics.clear(.agentBrokers)
    metrics.clear(.agentsLost)
    var counts: [ClusterKey: [BrokerHealth: Int]] = [:]
    for broker in brokers { counts[broker.key.cluster, default: [:]][broker.health, default: 0] += 1 }
    for (cluster, healths) in counts {
      for health in BrokerHealth.allCases where health != .draining {
        metrics.set(.agentBrokers, [cluster.description, health.rawValue], to: Double(healths[health] ?? 0))
      }
      metrics.set(.agentsLost, [cluster.description], to: blind.contains(cluster) ? 1 : 0)
    }
    metrics.set(.agentsLost, [""], to: blind.contains(nil) ? 1 : 0)
  }

  /// What is counted with every message. The series are kept, so that counting looks nothing up.
  final class Counters: Sendable {
    let calls: Counter
    let bytes: Counter
    private let reports: Counter
    private let heartbeats: Counter
    private let others: Counter

    init(_ metrics: MetricsRegistry) {
      calls = metrics.counter(.agentCalls)
      bytes = metrics.counter(.agentMessageBytes)
      reports = metrics.counter(.agentMessages, ["report"])
      heartbeats = metrics.counter(.agentMessages, ["heartbeat"])
      others = metrics.counter(.agentMessages, ["other"])
    }

    func count(_ message: AgentMessage.Message?) {
      switch message {
      case .report: reports.increment()
      case .heartbeat: heartbeats.increment()
      default: others.increment()
      }
    }
  }

  // MARK: Status

  /// What is known of every broker, and what changed last, as JSON.
  public var status: JSONValue {
    let now = MonotonicClock.now
    let (brokers, events, calls, blind) = state.withLock { state in
      (state.registry.brokers, state.events, state.registry.callCount, state.registry.blindScopes)
    }
    let lost = blind.map { $0?.description ?? "all" }.sorted()
    return [
      "agents": .number(JSONNumber(calls)), "lost": .array(lost.map { .string($0) }),
      "brokers": .array(brokers.map { $0.json(at: now) }),
      "events": .array(events.reversed().map { $0.json(at: now) }),
    ]
  }
}

extension AgentRegistry {
  /// The clusters, or (nil) all, whose agents were lost at once.
  var blindScopes: Set<ClusterKey?> { Set(blindness.filter { $0.value.isBlind }.keys) }
}

extension AgentEvent {
  fileprivate func json(at now: Duration) -> JSONValue {
    [
      "secondsAgo": .seconds(now - time), "broker": .string(broker.description),
      "subject": .string(subject.description), "before": .string(before), "after": .string(after),
      "reason": .string(reason),
    ]
  }
}

extension AgentReport {
  fileprivate func json(at now: Duration) -> JSONValue {
    var dirs: [JSONValue] = []
    for dir in report.logDirs {
      var previous: JSONValue = .null
      if let known = directories[dir.path]?.previous {
        previous = ["directoryId": .string(known.name), "secondsAgo": .seconds(now - known.since)]
      }
      dirs.append([
        "path": .string(dir.path), "state": .string(dir.stateName), "problem": .string(dir.problem),
        "totalBytes": .number(JSONNumber(dir.space?.totalBytes ?? 0)),
        "usedBytes": .number(JSONNumber(dir.space?.usedBytes ?? 0)),
        "freeBytes": .number(JSONNumber(dir.space?.freeBytes ?? 0)), "readOnly": .bool(dir.space?.readOnly ?? false),
        "writeError": .string(dir.write?.error ?? ""),
        "partitions": .number(JSONNumber(UInt64(dir.partitions?.live?.count ?? 0))),
        "clusterId": .string(dir.identity?.clusterId ?? ""),
        "directoryId": .string(dir.identity?.directoryId ?? ""), "previous": previous,
      ])
    }
    var listeners: [JSONValue] = []
    for listener in report.listeners {
      listeners.append([
        "name": .string(listener.name), "state": .string(listener.stateName), "problem": .string(listener.problem),
        "certificateExpiry": .string(
          listener.certificate.map { Timestamp.text(seconds: $0.notAfter) } ?? ""),
      ])
    }
    return [
      "broker": .string(key.description), "health": .string(health.rawValue), "reason": .string(reason),
      "agent": .string(agent), "address": .string(address?.description ?? ""),
      "silentSeconds": .seconds(now - lastHeard), "process": .string(report.processName),
      "kafka": .string(report.kafkaName),
      "kafkaLatencyMicroseconds": .number(JSONNumber(UInt64(report.kafka?.latencyUs ?? 0))),
      "listeners": .array(listeners), "logDirs": .array(dirs),
    ]
  }
}

extension JSONValue {
  /// Seconds with tenths.
  fileprivate static func seconds(_ duration: Duration) -> JSONValue {
    .number(JSONNumber((duration / .milliseconds(100)).rounded() / 10))
  }
}
