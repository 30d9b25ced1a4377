/// Whether a condition comes true. It is looked at again and again for as long as the busiest machine could need.
func eventually(_ condition: () -> Bool) async -> Bool {
  let deadline = ContinuousClock.now + .seconds(240)
  var tries = 0
  while !condition() {
    if ContinuousClock.now > deadline { return false }
    tries += 1
    if tries % 64 == 0 { try? await Task.sleep(for: .milliseconds(1)) } else { await Task.yield() }
  }
  return true
}
