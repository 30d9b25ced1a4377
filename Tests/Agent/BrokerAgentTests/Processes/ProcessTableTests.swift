import CLinux
import Glibc
import Testing
import Transport

@testable import BrokerAgent

/// Several brokers' processes in one /proc.
@Suite struct ProcessTableTests {
  private static let uids = ["11111111-5f1c-4c3e-9a51-3f0e6c2b1a77", "22222222-5f1c-4c3e-9a51-3f0e6c2b1a77"]

  private func process(_ pid: Int, _ scratch: ScratchFolder, started: Int = 100, pod: String?, word: String = "x") {
    scratch.folder("\(pid)")
    scratch.file("\(pid)/cmdline", "java\u{0}\(word)\u{0}kafka.Kafka\u{0}")
    scratch.file("\(pid)/stat", "\(pid) (java) S 1 1 1 0 -1 0 1 2 3 4 5 6 7 8 20 0 5 0 \(started) 0 10 0\n")
    scratch.file("\(pid)/cgroup", pod.map { "0::/kubepods/burstable/pod\($0)/abc\n" } ?? "0::/\n")
  }

  private func machine() -> ScratchFolder {
    let scratch = ScratchFolder()
    scratch.folder("1")
    scratch.file("1/cmdline", "/init\u{0}")
    return scratch
  }

  private func reader(_ table: ProcessTable, pod: String = "", word: String = "") -> ProcessReader {
    ProcessReader(table, pattern: ProcessPattern(word: word, podUID: pod))
  }

  @Test func eachBrokerIsFoundByItsPod() {
    let scratch = machine()
    process(70, scratch, pod: Self.uids[0])
    process(80, scratch, started: 200, pod: Self.uids[1])
    let table = ProcessTable(folder: scratch.path)
    let readers = Self.uids.map { reader(table, pod: $0) }
    #expect(readers.map { $0.look().pid } == [70, 80])
    scratch.remove("70")
    #expect(readers.map { $0.look().status } == [.gone, .running])
    process(90, scratch, started: 300, pod: Self.uids[0])
    let end = MonotonicClock.now + .seconds(60)
    while MonotonicClock.now < end, readers[0].look().status != .running { usleep(1_000) }
    let back = readers[0].look()
    #expect(back.pid == 90 && back.restarts == 1)
    #expect(readers[1].look().restarts == 0)
  }

  @Test func aWordTellsThoseThatRunInNoPod() {
    let scratch = machine()
    process(70, scratch, pod: nil, word: "/brokers/one")
    process(80, scratch, pod: nil, word: "/brokers/two")
    let table = ProcessTable(folder: scratch.path)
    #expect(reader(table, word: "/brokers/two").look().pid == 80)
    #expect(reader(table, word: "/brokers/one").look().pid == 70)
    #expect(reader(table, word: "/brokers/three").look().status == .gone)
  }

  @Test func whereControlGroupsNameNoPodNothingIsProven() {
    let scratch = machine()
    process(70, scratch, pod: nil)
    let state = reader(ProcessTable(folder: scratch.path), pod: Self.uids[0]).look()
    #expect(state.status == .unknown && state.problem.contains("KAFKA_PROCESS"))
  }

  @Test func oneLookServesAllThatAskedBeforeIt() {
    let scratch = machine()
    let table = ProcessTable(folder: scratch.path)
    let before = MonotonicClock.now
    let first = table.look(after: before)
    #expect(table.look(after: before).begun == first.begun)
    #expect(table.look(after: nil).begun == first.begun || MonotonicClock.now > first.begun)
    #expect(table.look(after: MonotonicClock.now).begun > first.begun)
  }

  /// A broker that is watched from now on is not told to be gone by a look from before its process came.
  @Test func anOldLookProvesNothing() {
    let scratch = machine()
    let table = ProcessTable(folder: scratch.path)
    #expect(reader(table, pod: Self.uids[0]).look().status == .gone)
    process(80, scratch, pod: Self.uids[1])
    #expect(reader(table, pod: Self.uids[1]).look().status == .running)
  }

  /// What a look showed has ended, and another took its place, before the reader came to it.
  @Test func aProcessThatEndedSinceTheLookIsLookedForAnew() {
    let scratch = machine()
    process(70, scratch, pod: Self.uids[0])
    let table = ProcessTable(folder: scratch.path)
    let reader = reader(table, pod: Self.uids[0])
    #expect(reader.look().pid == 70)
    process(80, scratch, pod: Self.uids[1])
    _ = table.look(after: MonotonicClock.now)
    scratch.remove("70")
    process(71, scratch, started: 300, pod: Self.uids[0])
    let state = reader.look()
    #expect(state.pid == 71 && state.restarts == 1)
  }
}
