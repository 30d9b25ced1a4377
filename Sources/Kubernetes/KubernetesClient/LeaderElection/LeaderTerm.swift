import Synchronization

/// One time in which this process leads: the writes that are under way in it.
///
/// - *open*: writes may begin, each with the election's leave.
/// - *closed*: at shutdown; those under way go on to their ends, so that it is known when the lease can be given back.
/// - *lost*: those under way are cancelled.
///
/// It never opens again: the next time has a term of its own, so that what is left of an earlier one cannot write.
final class LeaderTerm: Sendable {
  /// The election's leave for one write.
  struct WriteLeave: Sendable {
    /// By when it must have ended, by the election's clock.
    let deadline: Duration
    /// How long that is from now.
    let left: Duration
  }

  private struct State {
    var isOver = false
    var isLost = false
    var count = 0
    var number = 0
    var tasks: [Int: Task<Result<APIAnswer, ClientError>, Never>] = [:]
  }

  private let state = Mutex(State())
  /// The leave for a write that begins now; nil where none may begin.
  private let leave: @Sendable () -> WriteLeave?
  /// Told when the term is over and no write is under way; perhaps more than once.
  private let becameIdle: @Sendable () -> Void
  /// Told of each write that was not let through to its end.
  private let refused: @Sendable () -> Void

  init(
    leave: @escaping @Sendable () -> WriteLeave?, becameIdle: @escaping @Sendable () -> Void,
    refused: @escaping @Sendable () -> Void
  ) {
    self.leave = leave
    self.becameIdle = becameIdle
    self.refused = refused
  }

  /// Whether no write may begin any more.
  var isOver: Bool { state.withLock { $0.isOver } }

  /// Carries a write out, if one may begin, with the time that it has.
  ///
  /// It has a task of its own, which a cancellation of the caller does not reach: a request that is cut off may yet be
  /// carried out by the server, and that must not be after the lease was given back.
  func write(
    _ subject: RequestSubject, _ body: @escaping @Sendable (WriteLeave) async throws(ClientError) -> APIAnswer
  ) async throws(ClientError) -> APIAnswer {
    let number = state.withLock { state -> Int? in
      if state.isOver { return nil }
      state.count += 1
      state.number += 1
      return state.number
    }
    guard let number else {
      refused()
      throw ClientError(.notLeading, subject: subject)
    }
    defer { end(number) }
    if Task.isCancelled { throw ClientError(.cancelled, subject: subject) }
    let task = Task { () -> Result<APIAnswer, ClientError> in
      // Asked here, as late as can be: time may have passed since the caller began.
      guard let leave = self.leave() else { return .failure(ClientError(.notLeading, subject: subject)) }
      do throws(ClientError) { return .success(try await body(leave)) } catch { return .failure(error) }
    }
    let isLost = state.withLock { state in
      state.tasks[number] = task
      return state.isLost
    }
    if isLost { task.cancel() }
    switch await task.value {
    case .success(let answer): return answer
    case .failure(let error):
      if error.cause == .notLeading {
        refused()
        throw error
      }
      guard error.cause == .cancelled, state.withLock({ $0.isLost }) else { throw error }
      refused()
      throw ClientError(.notLeading, subject: subject, mayHaveBeenCarriedOut: error.mayHaveBeenCarriedOut)
    }
  }

  /// Lets no more writes begin. Where the lease is lost, those under way are cancelled.
  func end(isLost: Bool) {
    let (tasks, isIdle) = state.withLock { state in
      state.isOver = true
      state.isLost = state.isLost || isLost
      return (state.isLost ? Array(state.tasks.values) : [], state.count == 0)
    }
    for task in tasks { task.cancel() }
    if isIdle { becameIdle() }
  }

  private func end(_ number: Int) {
    let isIdle = state.withLock { state in
      state.count -= 1
      state.tasks[number] = nil
      return state.isOver && state.count == 0
    }
    if isIdle { becameIdle() }
  }
}
