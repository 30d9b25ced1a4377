import CLinux
import Glibc
import Testing
import Transport

@testable import BrokerAgent

/// Mounts of a test's own, unmounted when it is dropped. They need root.
private final class Mounts {
  static let areAllowed = isPossible("tmpfs")
  static let haveLoops = areAllowed && access("/dev/loop-control", R_OK | W_OK) == 0 && access(mkfs, X_OK) == 0
  static let haveFUSE = areAllowed && access("/dev/fuse", R_OK | W_OK) == 0
  static let mkfs = "/usr/sbin/mkfs.ext4"

  let scratch = ScratchFolder()
  private var points: [String] = []

  deinit { for point in points.reversed() { umount2(point, Int32(MNT_DETACH)) } }

  func path(_ name: String) -> String { "\(scratch.path)/\(name)" }

  func tmpfs(_ name: String, _ options: String) throws {
    scratch.folder(name)
    try #require(mount("none", path(name), "tmpfs", 0, options) == 0, "mounting a tmpfs: \(errno)")
    points.append(path(name))
  }

  /// Shows a folder a second time, as a container's volume mount does.
  func bind(_ source: String, _ name: String, readOnly: Bool) throws {
    scratch.folder(name)
    try #require(mount(path(source), path(name), nil, UInt(MS_BIND), nil) == 0)
    points.append(path(name))
    guard readOnly else { return }
    let flags = UInt(MS_BIND | MS_REMOUNT | MS_RDONLY)
    try #require(mount(nil, path(name), nil, flags, nil) == 0)
  }

  /// A file system whose server never answers: each access hangs until the descriptor that is given back is closed.
  func hangingDisk(at name: String) throws -> Int32 {
    let server = open("/dev/fuse", O_RDWR | O_CLOEXEC)
    try #require(server >= 0)
    let options = "fd=\(server),rootmode=40000,user_id=0,group_id=0"
    try #require(mount("none", path(name), "fuse", 0, options) == 0, "mounting: \(errno)")
    points.append(path(name))
    return server
  }

  func unmount(_ name: String) throws { try #require(umount2(path(name), Int32(MNT_DETACH)) == 0) }

  /// Unmounts it as soon as nobody has it open. A program that another test starts has, until it runs, what this process had open.
  func unmountWhenUnused(_ name: String) throws {
    let end = MonotonicClock.now + .seconds(60)
    while umount2(path(name), 0) != 0 {
      try #require(errno == EBUSY && MonotonicClock.now < end, "unmounting: \(errno)")
      usleep(5_000)
    }
  }

  func remount(_ name: String, readOnly: Bool) throws {
    let flags = UInt(MS_REMOUNT) | (readOnly ? UInt(MS_RDONLY) : 0)
    try #require(mount(nil, path(name), nil, flags, nil) == 0, "remounting: \(errno)")
  }

  /// Makes the kernel find an error of the file system on a loop device, as it does where a disk fails.
  func fail(_ name: String) throws {
    var status = stat()
    try #require(stat(path(name), &status) == 0)
    let trigger = open("/sys/fs/ext4/loop\(status.st_dev & 0xff)/trigger_fs_error", O_WRONLY)
    defer { close(trigger) }
    try #require(write(trigger, "test", 4) == 4, "an error of the file system: \(errno)")
  }

  /// A disk in a file, with ext4 on it.
  func disk(_ image: String, bytes: Int, at name: String, _ options: String? = nil) throws {
    scratch.file(image, [])
    try #require(truncate(path(image), bytes) == 0)
    try Self.run([Self.mkfs, "-q", "-F", "-E", "lazy_itable_init=1", path(image)])
    let control = open("/dev/loop-control", O_RDWR)
    defer { close(control) }
    let file = open(path(image), O_RDWR)
    defer { close(file) }
    // Another process may take the number first.
    for _ in 0..<100 {
      let number = koperator_loop_free(control)
      let device = open("/dev/loop\(number)", O_RDWR)
      defer { if device >= 0 { close(device) } }
      guard device >= 0, koperator_loop_configure(device, file) == 0 else { continue }
      scratch.folder(name)
      try #require(mount("/dev/loop\(number)", path(name), "ext4", 0, options) == 0, "mounting a disk: \(errno)")
      points.append(path(name))
      return
    }
    Issue.record("no loop device is to be had")
  }

  private static func run(_ words: [String]) throws {
    var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    defer { arguments.forEach { free($0) } }
    var pid = pid_t()
    try #require(posix_spawn(&pid, words[0], nil, nil, &arguments, koperator_environment()) == 0)
    var status: Int32 = 0
    waitpid(pid, &status, 0)
    try #require(status == 0, "\(words) failed")
  }

  private static func isPossible(_ type: String) -> Bool {
    let scratch = ScratchFolder()
    guard mount("none", scratch.path, type, 0, "size=64k") == 0 else { return false }
    umount2(scratch.path, Int32(MNT_DETACH))
    return true
  }
}

@Suite(.enabled(if: Mounts.areAllowed, "mounting needs root"))
struct RealDiskTests {
  @Test func aDiskThatFillsIsFullAndHeals() throws {
    let mounts = Mounts()
    try mounts.tmpfs("disk", "size=256k")
    mounts.scratch.folder("disk/logs")
    let dir = try WatchedDir(mounts.path("disk/logs"), probeFolder: mounts.path("disk/.koperator"))
    defer { dir.stop() }
    let before = try #require(dir.wait { $0.status == .ok })
    #expect(before.space?.mount == mounts.path("disk") && before.space?.type == "tmpfs")
    mounts.scratch.file("disk/filling", [UInt8](repeating: 1, count: 1 << 20))
    let full = try #require(dir.wait { $0.status == .full })
    #expect(full.space?.freeBytes == 0 && full.space?.usedBytes == full.space?.totalBytes)
    mounts.scratch.remove("disk/filling")
    #expect(dir.wait { $0.status == .ok } != nil)
  }

  @Test func aDiskWithoutInodesIsFull() throws {
    let mounts = Mounts()
    try mounts.tmpfs("disk", "size=1m,nr_inodes=10")
    mounts.scratch.folder("disk/logs")
    let dir = try WatchedDir(mounts.path("disk/logs"), probeFolder: mounts.path("disk/.koperator"))
    defer { dir.stop() }
    #expect(dir.wait { $0.status == .ok } != nil)
    for file in 0..<10 { mounts.scratch.file("disk/\(file)", []) }
    #expect(dir.wait { $0.status == .full }?.problem == "no inode is free")
  }

  /// As the pod has it: the volume read-only at the agent, but for the folder that it may write.
  @Test func theAgentsOwnReadOnlyMountIsNotTheDisks() throws {
    let mounts = Mounts()
    try mounts.tmpfs("disk", "size=1m")
    mounts.scratch.folder("disk/logs")
    mounts.scratch.folder("disk/.koperator")
    try mounts.bind("disk", "seen", readOnly: true)
    try mounts.bind("disk/.koperator", "seen/.koperator", readOnly: false)
    let dir = try WatchedDir(mounts.path("seen/logs"), probeFolder: mounts.path("seen/.koperator"))
    defer { dir.stop() }
    let state = try #require(dir.wait { $0.status == .ok })
    #expect(state.space?.isReadOnly == false)
    try mounts.remount("disk", readOnly: true)
    let readOnly = try #require(dir.wait { $0.status == .readOnly && $0.write?.error == "EROFS" })
    #expect(readOnly.space?.isReadOnly == true)
    try mounts.remount("disk", readOnly: false)
    #expect(dir.wait { $0.status == .ok } != nil)
  }

  @Test func withoutAFolderToWriteTheFileSystemTellsWhetherItIsReadOnly() throws {
    let mounts = Mounts()
    try mounts.tmpfs("disk", "size=1m")
    mounts.scratch.folder("disk/logs")
    try mounts.bind("disk", "seen", readOnly: true)
    let dir = try WatchedDir(mounts.path("seen/logs"), probeFolder: nil)
    defer { dir.stop() }
    #expect(dir.wait { $0.status == .notWritable }?.space?.isReadOnly == false)
    try mounts.remount("disk", readOnly: true)
    #expect(dir.wait { $0.status == .readOnly } != nil)
  }

  /// Linux 6.15 and newer say so neither in statvfs nor in the flags of the mount.
  @Test(.enabled(if: Mounts.haveLoops, "a disk in a file needs loop devices and mkfs.ext4"))
  func aFileSystemThatStopsWritingAfterAnErrorIsReadOnlyBeforeAnythingIsWritten() throws {
    let mounts = Mounts()
    try mounts.disk("image", bytes: 16 << 20, at: "disk", "errors=remount-ro")
    mounts.scratch.folder("disk/logs")
    var timing = WatchedDir.timing()
    timing.writePeriod = .seconds(3_600)
    let dir = try WatchedDir(mounts.path("disk/logs"), probeFolder: mounts.path("disk/.koperator"), timing: timing)
    defer { dir.stop() }
    #expect(dir.wait { $0.status == .ok } != nil)
    try mounts.fail("disk")
    let state = try #require(dir.wait { $0.status == .readOnly })
    #expect(state.space?.isReadOnly == true)
  }

  @Test func aDiskIsUnmountedBetweenTwoItems() throws {
    let mounts = Mounts()
    try mounts.tmpfs("disk", "size=4m")
    mounts.scratch.folder("disk/logs")
    mounts.scratch.folder("disk/logs/t-0")
    for file in 0..<1_000 { mounts.scratch.file("disk/logs/t-0/\(file).log", "x") }
    let reader = LogDirReader(path: mounts.path("disk/logs"), probeFolder: mounts.path("disk/.koperator"), DiskCalls())
    for item in [LogDirItem.space, .write, .identity, .names] { _ = reader.read(item) }
    #expect(reader.read(.bytes) == .bytesContinue)
    try mounts.unmountWhenUnused("disk")
    #expect(reader.read(.space) == .failed(DiskError(call: .stat, code: ENOENT)))
    // What is written is for the disk, and not for the place where it was.
    let place = "\(mounts.path("disk/.koperator")) lies on another file system"
    #expect(reader.read(.write) == .write(.notPossible(place)))
    #expect(access(mounts.path("disk/.koperator"), F_OK) != 0)
  }

  @Test func anotherDiskInItsPlaceIsSeenAsAnother() throws {
    let mounts = Mounts()
    try mounts.tmpfs("disk", "size=1m")
    mounts.scratch.folder("disk/logs")
    mounts.scratch.folder("disk/logs/t-0")
    mounts.scratch.file("disk/logs/meta.properties", "version=1\ncluster.id=first\nnode.id=1\n")
    let dir = try WatchedDir(mounts.path("disk/logs"), probeFolder: mounts.path("disk/.koperator"))
    defer { dir.stop() }
    let first = try #require(dir.wait { $0.identity?.clusterID == "first" && $0.partitions?.live.count == 1 })
    try mounts.unmount("disk")
    #expect(dir.wait { $0.status == .missing } != nil)
    try mounts.tmpfs("disk", "size=2m")
    mounts.scratch.folder("disk/logs")
    let second = try #require(dir.wait { $0.status == .ok && $0.partitions != nil && $0.identity != nil })
    #expect(second.identity?.status == .absent && second.partitions?.live.count == 0)
    #expect(second.space?.totalBytes == 2 << 20)
    #expect(first.space?.totalBytes == 1 << 20)
  }

  @Test(.enabled(if: Mounts.haveLoops, "a disk in a file needs loop devices and mkfs.ext4"))
  func aDiskIsWrittenPastThePageCache() throws {
    let mounts = Mounts()
    try mounts.disk("image", bytes: 16 << 20, at: "disk")
    mounts.scratch.folder("disk/logs")
    let dir = try WatchedDir(mounts.path("disk/logs"), probeFolder: mounts.path("disk/.koperator"))
    defer { dir.stop() }
    let state = try #require(dir.wait { $0.status == .ok && $0.write != nil })
    #expect(state.write?.isDirect == true)
    #expect(state.space?.type == "ext4" && state.space?.mount == mounts.path("disk"))
  }

  @Test(.enabled(if: Mounts.haveLoops, "a disk in a file needs loop devices and mkfs.ext4"))
  func aDiskThatBreaksFailsWithTheKernelsError() throws {
    let mounts = Mounts()
    try mounts.disk("image", bytes: 16 << 20, at: "disk")
    mounts.scratch.folder("disk/logs")
    let dir = try WatchedDir(mounts.path("disk/logs"), probeFolder: mounts.path("disk/.koperator"))
    defer { dir.stop() }
    #expect(dir.wait { $0.status == .ok } != nil)
    let disk = open(mounts.path("disk"), O_RDONLY)
    defer { close(disk) }
    try #require(koperator_break_file_system(disk) == 0, "breaking a file system: \(errno)")
    let state = try #require(dir.wait { $0.status == .failed && $0.write?.error == "EIO" })
    #expect(state.problem.hasSuffix("EIO"))
  }

  @Test(.enabled(if: Mounts.haveFUSE, "a disk that hangs needs /dev/fuse"))
  func aDiskThatHangsInTheKernelIsToldAndHeals() throws {
    let mounts = Mounts()
    mounts.scratch.folder("disk")
    mounts.scratch.folder("probe")
    let timing = WatchedDir.timing(deadline: .milliseconds(500))
    let dir = try WatchedDir(mounts.path("disk"), probeFolder: mounts.path("probe"), timing: timing)
    defer { dir.stop() }
    #expect(dir.wait { $0.status == .ok } != nil)
    let server = try mounts.hangingDisk(at: "disk")
    #expect(dir.wait { $0.status == .hung } != nil)
    // The call comes back with an error.
    close(server)
    let state = try #require(dir.wait { $0.status == .failed })
    #expect(state.problem.hasSuffix("ENOTCONN") || state.problem.hasSuffix("ECONNABORTED"))
    try mounts.unmount("disk")
    #expect(dir.wait { $0.status == .ok } != nil)
  }
}
