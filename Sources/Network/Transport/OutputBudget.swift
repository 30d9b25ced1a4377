import Synchronization

/// The bytes that wait for the peers of a listener, over all its connections, and their bound: where more wait, the
/// connection with the most is cut, of equal ones the newest.
///
/// Small queues are not counted, and changes are noted in steps, so that a connection whose peer reads never comes here.
final class OutputBudget: Sendable {
  /// The step in which queues are counted, in bytes.
  static let step = 4096

  private struct Entry {
    var bytes: Int
    let number: UInt64
    let connection: Connection
    var isCut = false
  }

  // The connections are touched on their own loops only; here they are names.
  private struct State: @unchecked Sendable {
    var entries: [ObjectIdentifier: Entry] = [:]
    /// What those that were not cut hold.
    var total = 0
    var nextNumber: UInt64 = 0
  }

  private let limit: Int
  private let counters: ConnectionCounters
  private let state = Lock(State())

  init(limit: Int, counters: ConnectionCounters) {
    self.limit = limit
    self.counters = counters
  }

  /// A connection holds `bytes` now; on its loop.
  func change(_ connection: Connection, to bytes: Int) {
    let victim = state.withLock { state -> Victim? in
      defer { counters.queued(state.total) }
      let key = ObjectIdentifier(connection)
      if bytes == 0 {
        if let entry = state.entries.removeValue(forKey: key), !entry.isCut { state.total -= entry.bytes }
        return nil
      }
      if var entry = state.entries[key] {
        if entry.isCut { return nil }
        state.total += bytes - entry.bytes
        entry.bytes = bytes
        state.entries[key] = entry
      } else {
        state.nextNumber += 1
        state.entries[key] = Entry(bytes: bytes, number: state.nextNumber, connection: connection)
        state.total += bytes
      }
      return state.total > limit ? chooseVictim(&state) : nil
    }
    guard let victim else { return }
    counters.connectionCut()
    victim.connection.loop.execute { [limit] in victim.connection.cut(limit) }
  }

  private func chooseVictim(_ state: inout State) -> Victim? {
    var largest: (key: ObjectIdentifier, bytes: Int, number: UInt64)?
    for (key, entry) in state.entries where !entry.isCut {
      if let (_, bytes, number) = largest, (entry.bytes, entry.number) < (bytes, number) { continue }
      largest = (key, entry.bytes, entry.number)
    }
    guard let largest, let entry = state.entries[largest.key] else { return nil }
    state.entries[largest.key]?.isCut = true
    state.total -= entry.bytes
    return Victim(connection: entry.connection)
  }

  /// Carries a connection to its own loop.
  private struct Victim: @unchecked Sendable {
    let connection: Connection
  }
}
