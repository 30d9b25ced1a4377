import Glibc
import Testing
import Transport

@testable import BrokerAgent

@Suite struct HangingDiskTests {
  private func formatted() -> ScratchFolder {
    let scratch = ScratchFolder()
    scratch.folder("logs")
    scratch.folder("probe")
    return scratch
  }

  @Test(arguments: [DiskCall.statvfs, .readdir, .fdatasync])
  func aCallThatDoesNotComeBackIsToldAndHeals(call: DiskCall) throws {
    let scratch = formatted()
    let faults = DiskFaults()
    let dir = try WatchedDir(
      "\(scratch.path)/logs", probeFolder: "\(scratch.path)/probe",
      timing: WatchedDir.timing(deadline: .milliseconds(200)),
      calls: faults.calls)
    defer {
      faults.heal()
      dir.stop()
    }
    #expect(dir.wait { $0.status == .ok } != nil)
    faults.hang(call)
    let state = try #require(dir.wait { $0.status == .hung })
    #expect(state.problem == "\(call.name) has not come back in 200 ms")
    #expect(state.space != nil, "what was seen before is kept")
    let count = dir.count
    // The loop goes on; nothing more is asked of the disk.
    for _ in 0..<100 {
      dir.withProbe { $0.setInterval(.milliseconds(20)) }
      usleep(2_000)
    }
    #expect(dir.count == count)
    #expect(faults.mostStuck == 1)
    faults.heal()
    #expect(dir.wait { $0.status == .ok } != nil)
  }

  @Test func oneThatComesBackWithAnErrorHasFailed() throws {
    let scratch = formatted()
    let faults = DiskFaults()
    let dir = try WatchedDir(
      "\(scratch.path)/logs", probeFolder: nil, timing: WatchedDir.timing(deadline: .milliseconds(100)),
      calls: faults.calls)
    defer { dir.stop() }
    faults.hang(.statvfs)
    #expect(dir.wait { $0.status == .hung } != nil)
    faults.fail(.statvfs, EIO)
    faults.hang(.none)
    #expect(dir.wait { $0.status == .failed } != nil)
    faults.heal()
    #expect(dir.wait { $0.status == .notWritable } != nil)
  }

  @Test func aHangingDiskHoldsNeitherAnotherNorTheEnd() throws {
    let scratch = formatted()
    let faults = DiskFaults()
    let timing = WatchedDir.timing(deadline: .milliseconds(100))
    faults.hang(.stat)
    let hanging = try WatchedDir("\(scratch.path)/logs", probeFolder: nil, timing: timing, calls: faults.calls)
    let other = try WatchedDir("\(scratch.path)/logs", probeFolder: "\(scratch.path)/probe")
    #expect(hanging.wait { $0.status == .hung } != nil)
    #expect(other.wait { $0.status == .ok } != nil)
    other.stop()
    #expect(faults.isStuck)
    hanging.stop()
    let count = hanging.count
    faults.heal()
    let end = MonotonicClock.now + .seconds(60)
    while faults.isStuck, MonotonicClock.now < end { usleep(1_000) }
    #expect(!faults.isStuck)
    #expect(hanging.count == count, "nothing is reported behind the end")
  }
}
