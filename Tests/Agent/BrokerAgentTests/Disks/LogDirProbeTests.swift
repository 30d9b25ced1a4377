import Glibc
import Testing

@testable import BrokerAgent

@Suite struct LogDirProbeTests {
  private static let identity = "version=1\ncluster.id=abc\nnode.id=1\ndirectory.id=d1\n"

  private func formatted() -> ScratchFolder {
    let scratch = ScratchFolder()
    scratch.folder("logs")
    scratch.folder("probe")
    scratch.file("logs/meta.properties", Self.identity)
    return scratch
  }

  @Test func aDiskThatWorksIsSeenWhole() throws {
    let scratch = formatted()
    for name in ["t-0", "t-1", "t-2.aa-future", "t-3.aa-delete", "t-4.aa-stray", "__cluster_metadata-0", "what"] {
      scratch.folder("logs/\(name)")
      scratch.file("logs/\(name)/00000000000000000000.log", [UInt8](repeating: 1, count: 1000))
    }
    scratch.file("logs/.kafka_cleanshutdown", "x")
    scratch.file("logs/t-9", "a file")
    let dir = try WatchedDir("\(scratch.path)/logs", probeFolder: "\(scratch.path)/probe")
    defer { dir.stop() }
    let state = try #require(dir.wait { $0.status == .ok && $0.partitions?.bytesSeen != nil })
    let space = try #require(state.space)
    #expect(space.totalBytes > 0 && space.freeBytes > 0 && space.usedBytes <= space.totalBytes)
    #expect(!space.mount.isEmpty && !space.type.isEmpty && space.device.contains(":"))
    #expect(state.identity?.clusterID == "abc" && state.identity?.directoryID == "d1" && state.identity?.nodeID == 1)
    let partitions = try #require(state.partitions)
    #expect(partitions.live.count == 2 && partitions.live.bytes == 2000)
    for sum in [partitions.future, partitions.deleted, partitions.stray, partitions.metadata] {
      #expect(sum.count == 1 && sum.bytes == 1000)
    }
    #expect(partitions.others == 2)
    #expect(state.isCleanShutdown)
    #expect(state.write?.error == "" && (state.write?.latencyMicroseconds ?? 0) > 0)
    #expect(state.problem.isEmpty)
  }

  @Test func filesWithHolesCountByWhatTheyHold() throws {
    let scratch = formatted()
    scratch.folder("logs/t-0")
    scratch.file("logs/t-0/a.index", [])
    #expect(truncate("\(scratch.path)/logs/t-0/a.index", 10 << 20) == 0)
    let dir = try WatchedDir("\(scratch.path)/logs", probeFolder: nil)
    defer { dir.stop() }
    let state = try #require(dir.wait { $0.partitions?.bytesSeen != nil })
    #expect(state.partitions?.live.bytes == 0)
  }

  @Test func moreFilesThanASliceTakesAreAllCounted() throws {
    let scratch = formatted()
    for partition in 0..<40 {
      scratch.folder("logs/t-\(partition)")
      for file in 0..<40 { scratch.file("logs/t-\(partition)/\(file).log", "0123456789") }
    }
    let dir = try WatchedDir("\(scratch.path)/logs", probeFolder: nil)
    defer { dir.stop() }
    let state = try #require(dir.wait { $0.partitions?.bytesSeen != nil })
    #expect(state.partitions?.live.count == 40)
    #expect(state.partitions?.live.bytes == 16_000)
  }

  @Test(arguments: [
    (DiskCall.write, EIO, LogDirState.Status.failed, "EIO"), (.fdatasync, EIO, .failed, "EIO"),
    (.write, ENOSPC, .full, "ENOSPC"), (.write, EDQUOT, .full, "EDQUOT"), (.write, EROFS, .readOnly, "EROFS"),
    (.fdatasync, EUCLEAN, .failed, "EUCLEAN"),
  ])
  func aWriteThatFailsIsToldByNameAndHeals(
    call: DiskCall, code: Int32, status: LogDirState.Status, name: String
  ) throws {
    let scratch = formatted()
    let faults = DiskFaults()
    let dir = try WatchedDir("\(scratch.path)/logs", probeFolder: "\(scratch.path)/probe", calls: faults.calls)
    defer { dir.stop() }
    #expect(dir.wait { $0.status == .ok } != nil)
    faults.fail(call, code)
    let state = try #require(dir.wait { $0.status == status })
    #expect(state.write?.error == name)
    #expect(state.problem == "writing failed: \(name)")
    faults.heal()
    #expect(dir.wait { $0.status == .ok && $0.write?.error == "" } != nil)
  }

  @Test(arguments: [DiskCall.statvfs, .readdir])
  func readingThatFailsIsToldByNameAndHeals(call: DiskCall) throws {
    let scratch = formatted()
    let faults = DiskFaults()
    let dir = try WatchedDir("\(scratch.path)/logs", probeFolder: "\(scratch.path)/probe", calls: faults.calls)
    defer { dir.stop() }
    #expect(dir.wait { $0.status == .ok && $0.partitions != nil } != nil)
    faults.fail(call, EIO)
    let state = try #require(dir.wait { $0.status == .failed })
    #expect(state.problem == "\(call.name): EIO")
    #expect(state.identity?.clusterID == "abc", "what was seen before is kept")
    faults.heal()
    #expect(dir.wait { $0.status == .ok } != nil)
  }

  @Test func aLackOfTheAgentsOwnProvesNothing() throws {
    let scratch = formatted()
    let faults = DiskFaults()
    let dir = try WatchedDir("\(scratch.path)/logs", probeFolder: "\(scratch.path)/probe", calls: faults.calls)
    defer { dir.stop() }
    #expect(dir.wait { $0.status == .ok } != nil)
    faults.fail(.statvfs, EMFILE)
    #expect(dir.wait { $0.status == .unknown && $0.problem == "statvfs: EMFILE" } != nil)
  }

  @Test func withoutAFolderToWriteNoWriteIsTried() throws {
    let scratch = formatted()
    let dir = try WatchedDir("\(scratch.path)/logs", probeFolder: nil)
    defer { dir.stop() }
    let state = try #require(dir.wait { $0.status == .notWritable })
    #expect(state.write == nil && !state.problem.isEmpty)
  }

  @Test func aFolderOnAnotherDiskIsNotWritten() throws {
    let scratch = formatted()
    let dir = try WatchedDir("\(scratch.path)/logs", probeFolder: "/dev/shm")
    defer { dir.stop() }
    let state = try #require(dir.wait { $0.status == .notWritable })
    #expect(state.problem == "/dev/shm lies on another file system")
  }

  @Test func theFolderToWriteIsMadeWhereItIsMissing() throws {
    let scratch = formatted()
    let dir = try WatchedDir("\(scratch.path)/logs", probeFolder: "\(scratch.path)/logs/.koperator")
    defer { dir.stop() }
    let state = try #require(dir.wait { $0.status == .ok && $0.partitions != nil })
    #expect(state.partitions?.others == 0)
    #expect(access("\(scratch.path)/logs/.koperator/write-probe", F_OK) == 0)
  }

  @Test func aDirectoryThatGoesAndComesIsSeenGoingAndComing() throws {
    let scratch = formatted()
    let dir = try WatchedDir("\(scratch.path)/logs", probeFolder: "\(scratch.path)/probe")
    defer { dir.stop() }
    #expect(dir.wait { $0.status == .ok && $0.identity != nil } != nil)
    scratch.remove("logs")
    let state = try #require(dir.wait { $0.status == .missing })
    #expect(state.identity == nil && state.partitions == nil && state.space == nil)
    scratch.folder("logs")
    let empty = try #require(dir.wait { $0.status == .ok && $0.identity != nil && $0.partitions != nil })
    #expect(empty.identity?.status == .absent)
    scratch.file("logs/meta.properties", "version=1\ncluster.id=other\nnode.id=2\n")
    #expect(dir.wait { $0.identity?.clusterID == "other" } != nil)
  }

  @Test func aFileWhereTheDirectoryShouldBeIsNone() throws {
    let scratch = ScratchFolder()
    scratch.file("logs", "x")
    let dir = try WatchedDir("\(scratch.path)/logs", probeFolder: nil)
    defer { dir.stop() }
    #expect(dir.wait { $0.status == .missing } != nil)
  }

  @Test func anIdentityThatIsTooLongOrGarbageIsDamaged() throws {
    let scratch = formatted()
    scratch.file("logs/meta.properties", [UInt8](repeating: 0, count: 100_000))
    let dir = try WatchedDir("\(scratch.path)/logs", probeFolder: nil)
    defer { dir.stop() }
    #expect(dir.wait { $0.identity?.status == .damaged } != nil)
    scratch.file("logs/meta.properties", Self.identity)
    #expect(dir.wait { $0.identity?.status == .present } != nil)
  }
}
