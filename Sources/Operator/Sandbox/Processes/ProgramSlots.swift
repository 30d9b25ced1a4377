/// So many short programs at once, and no more: those of probes.
actor ProgramSlots {
  private var free: Int
  private var waiters: [CheckedContinuation<Void, Never>] = []

  init(_ count: Int) { free = max(count, 1) }

  /// Waits for a slot. Each is given back, since what runs in it has a deadline.
  func take() async {
    if free > 0 {
      free -= 1
      return
    }
    await withCheckedContinuation { waiters.append($0) }
  }

  /// Gives a slot back.
  func giveBack() {
    if waiters.isEmpty { free += 1 } else { waiters.removeFirst().resume() }
  }
}
