import AgentAPI
import ClusterTopology
import Testing

@testable import AgentService

/// Many histories from seeds: what must hold whatever agents say.
@Suite struct AgentRegistryPropertyTests {
  private enum Step {
    case begin(incarnation: UInt64)
    case report(Report)
    case heartbeat
    case gone(UInt64)
    case close
  }

  /// A step of the agent of a broker, at a tick of 250 ms.
  private struct Moment {
    let tick: Int
    let broker: Int32
    let step: Step
  }

  /// A history of each broker on its own.
  private static func history(_ brokers: Int32, ticks: Int, _ dice: inout Dice) -> [Moment] {
    let processes: [AgentAPI.Process.State] = [.stateRunning, .stateRunning, .stateGone, .stateStopped, .stateUnknown]
    let answers: [Kafka.State] = [
      .stateAnswers, .stateAnswers, .stateRefused, .stateTimedOut, .stateBroken, .stateUnknown,
    ]
    var moments: [Moment] = []
    for id in 0..<brokers {
      var sequence: UInt64 = 0
      var incarnation: UInt64 = 100
      var isOpen = false
      var pause = 0
      for tick in 0..<ticks {
        if pause > 0 {
          pause -= 1
          continue
        }
        if !isOpen {
          incarnation += UInt64.random(in: 0...1, using: &dice)
          sequence += 1
          moments.append(Moment(tick: tick, broker: id, step: .begin(incarnation: incarnation)))
          moments.append(
            Moment(
              tick: tick, broker: id,
              step: .report(
                full(
                  broker(id), sequence, processes.randomElement(using: &dice) ?? .stateRunning,
                  answers.randomElement(using: &dice) ?? .stateAnswers, streak: .random(in: 1...4, using: &dice)))))
          isOpen = true
          continue
        }
        switch Int.random(in: 0..<40, using: &dice) {
        case 0:
          moments.append(Moment(tick: tick, broker: id, step: .close))
          isOpen = false
          pause = .random(in: 0...60, using: &dice)
        case 1: pause = .random(in: 0...60, using: &dice)
        case 2:
          sequence += 1
          moments.append(Moment(tick: tick, broker: id, step: .gone(sequence)))
          moments.append(Moment(tick: tick, broker: id, step: .close))
          isOpen = false
        case 3...10:
          // Now and then one that is stale.
          let next =
            Bool.random(using: &dice) ? sequence + 1 : sequence - min(sequence, UInt64.random(in: 0...2, using: &dice))
          sequence = max(sequence, next)
          let kafka = answers.randomElement(using: &dice) ?? .stateAnswers
          let process = processes.randomElement(using: &dice) ?? .stateRunning
          let report = change(next) {
            if Bool.random(using: &dice) { $0.kafka = .state(kafka) }
            if Bool.random(using: &dice) { $0.process = .state(process) }
          }
          moments.append(Moment(tick: tick, broker: id, step: .report(report)))
        default: if tick % 4 == 0 { moments.append(Moment(tick: tick, broker: id, step: .heartbeat)) }
        }
      }
    }
    return moments
  }

  /// The history in time, with the brokers of a tick in an order of its own.
  private static func play(
    _ moments: [Moment], brokers: Int32, order: (Int) -> [Int32], look: (AgentRegistry, Int) -> Void
  ) -> (registry: AgentRegistry, events: [Int32: [String]]) {
    var registry = AgentRegistry()
    var events: [Int32: [String]] = [:]
    var calls: [Int32: UInt64] = [:]
    var byTick: [Int: [Int32: [Step]]] = [:]
    for moment in moments { byTick[moment.tick, default: [:]][moment.broker, default: []].append(moment.step) }
    func note(_ directives: [AgentDirective]) {
      for case .event(let event) in directives {
        events[event.broker.id, default: []].append("\(event.time) \(event.subject) \(event.before) \(event.after)")
      }
    }
    for tick in 0...(moments.map(\.tick).max() ?? 0) + 80 {
      let now = Duration.milliseconds(250 * tick)
      while let deadline = registry.nextDeadline, deadline <= now { note(registry.advance(to: deadline)) }
      for id in order(tick) {
        for step in byTick[tick]?[id] ?? [] {
          let call = AgentCallID(rawValue: UInt64(id) << 32 | (calls[id] ?? 0))
          switch step {
          case .begin(let incarnation):
            calls[id, default: 0] += 1
            let next = AgentCallID(rawValue: UInt64(id) << 32 | (calls[id] ?? 0))
            _ = try? registry.open(next, hello(incarnation), identities: [.broker(broker(id))])
          case .report(let report):
            do { note(try registry.receive(report, on: call, at: now)) } catch { registry.close(call) }
          case .heartbeat: note(registry.beat(call, at: now))
          case .gone(let sequence):
            let gone = BrokerGone {
              $0.broker = 1
              $0.sequence = sequence
            }
            note(registry.receive(gone, on: call, at: now))
          case .close: registry.close(call)
          }
        }
      }
      look(registry, tick)
    }
    return (registry, events)
  }

  @Test(arguments: 0..<40) func equalMessagesMakeEqualHealthInWhateverOrderOfBrokers(seed: UInt64) {
    var dice = Dice(state: seed)
    let count: Int32 = 5
    let moments = Self.history(count, ticks: 400, &dice)
    var first: [[AgentReport]] = []
    let one = Self.play(
      moments, brokers: count, order: { _ in Array(0..<count) }, look: { registry, _ in first.append(registry.brokers) }
    )
    var orders = Dice(state: seed &+ 1_000_000)
    let other = Self.play(
      moments, brokers: count, order: { _ in Array(0..<count).shuffled(using: &orders) },
      look: { registry, tick in #expect(registry.brokers == first[tick], "tick \(tick)") })
    #expect(one.events == other.events)
    #expect(one.events.values.contains { $0.count > 10 })
    #expect(one.registry.nextDeadline == other.registry.nextDeadline)
  }

  @Test(arguments: 0..<40) func aDeadlineIsNeverMissed(seed: UInt64) {
    var dice = Dice(state: seed &+ 77)
    let moments = Self.history(4, ticks: 400, &dice)
    _ = Self.play(moments, brokers: 4, order: { _ in [0, 1, 2, 3] }) { registry, tick in
      // Whoever asks at any time, and not only at deadlines, finds the same.
      var asked = registry
      _ = asked.advance(to: .milliseconds(250 * tick))
      #expect(asked.brokers == registry.brokers, "tick \(tick)")
    }
  }

  @Test(arguments: 0..<20) func whoeverIsHealthyWasHeardOfLate(seed: UInt64) {
    var dice = Dice(state: seed &+ 777)
    let moments = Self.history(4, ticks: 400, &dice)
    _ = Self.play(moments, brokers: 4, order: { _ in [3, 1, 2, 0] }) { registry, tick in
      for known in registry.brokers where known.health == .healthy || known.health == .unhealthy {
        #expect(.milliseconds(250 * tick) - known.lastHeard < .seconds(4))
      }
      for known in registry.brokers where known.health == .healthy {
        #expect(known.report.process?.state != .stateStopped && known.report.kafka?.state != .stateRefused)
      }
    }
  }
}
