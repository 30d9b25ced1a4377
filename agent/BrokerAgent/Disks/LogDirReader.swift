import Glibc
import Transport

/// What came of an item.
enum LogDirOutcome: Sendable, Hashable {
  case space(SpaceReading)
  case write(WriteTrial.Outcome)
  case identity(IdentityState)
  /// The numbers of partitions, and whether the marker of a clean shutdown lies there.
  case names(PartitionsState, isCleanShutdown: Bool)
  /// A part of the bytes of partitions is counted.
  case bytesContinue
  /// The bytes of partitions, and the processor time that counting them took.
  case bytes(PartitionsState, cost: Duration)
  /// A call failed.
  case failed(DiskError)
}

/// The figures of a file system, and what tells that another disk lies there.
struct SpaceReading: Sendable, Hashable {
  var space = SpaceState()
  var device: UInt64 = 0
  var inode: UInt64 = 0
  /// meta.properties: its inode and time; nil where there is none, or it cannot be told.
  var identity: [UInt64]?
}

/// Asks a log directory for one item at a time. On the probe's thread only; every call may hang. Between two items nothing on the
/// disk is open, so that it can be unmounted.
final class LogDirReader: @unchecked Sendable {
  /// The slice of counting bytes ends with either.
  private static let sliceTime = Duration.milliseconds(25)
  private static let sliceFiles = 512

  let calls: DiskCalls
  private let path: String
  private let probeFolder: String?
  private var trial: WriteTrial?
  private var mount: Mount?
  private var mountDevice: UInt64?
  private var mountVersion: UInt64?
  private let mounts: MountTable
  private var walk: Walk?
  /// The directory as it was seen last: its device and inode.
  private var place: (device: UInt64, inode: UInt64)?

  /// A count of bytes that is under way.
  private struct Walk {
    var count: PartitionBytes
    var cost = Duration.zero
  }

  /// - Parameter mounts: May be shared with others.
  init(path: String, probeFolder: String?, _ calls: DiskCalls, mounts: MountTable = MountTable()) {
    self.path = path
    self.mounts = mounts
    self.probeFolder = probeFolder
    self.calls = calls
    trial = probeFolder.map { WriteTrial(folder: $0, calls) }
  }

  func read(_ item: LogDirItem) -> LogDirOutcome {
    do throws(DiskError) {
      switch item {
      case .space: return .space(try space())
      case .write: return .write(try write())
      case .identity: return .identity(try identity())
      case .names: return try names()
      case .bytes: return try bytes()
      }
    } catch {
      return .failed(error)
    }
  }

  private func space() throws(DiskError) -> SpaceReading {
    let status = try calls.status(of: path)
    guard status.isFolder else { throw DiskError(call: .stat, code: ENOTDIR) }
    var reading = SpaceReading(space: try calls.space(of: path), device: status.device, inode: status.inode)
    // The agent's own mount of the directory may be read-only where Kafka's is not: the folder that it may write tells.
    var isReadOnly: Bool?
    if let probeFolder, let place = try? calls.status(of: probeFolder), place.device == status.device {
      isReadOnly = try calls.space(of: probeFolder).isReadOnly
      // A file system that has stopped writing after an error does not say so in statvfs (Linux 6.15 and newer).
      if isReadOnly == false, let trial, try calls.takesWrites(trial.path) == false { isReadOnly = true }
    }
    if mountDevice != status.device { readMount(status.device) }
    // A count that is under way is one of another directory.
    if let place, place != (status.device, status.inode) { walk = nil }
    place = (status.device, status.inode)
    reading.space.isReadOnly = isReadOnly ?? (mount?.isReadOnly ?? reading.space.isReadOnly)
    reading.space.mount = mount?.point ?? ""
    reading.space.device = Self.text(device: status.device)
    reading.space.type = mount?.type ?? ""
    reading.space.seen = MonotonicClock.now
    if let file = try? calls.status(of: "\(path)/\(MetaProperties.fileName)") {
      reading.identity = [file.inode, UInt64(bitPattern: file.modified)]
    }
    return reading
  }

  private func readMount(_ device: UInt64) {
    let version = mounts.version(isFresh: device != mountDevice)
    guard version != mountVersion || device != mountDevice else { return }
    mount = mounts.mount(above: Self.resolved(path), on: Self.text(device: device))
    mountVersion = version
    mountDevice = device
  }

  private func write() throws(DiskError) -> WriteTrial.Outcome {
    guard let device = mountDevice else { return .notPossible("the directory was not seen yet") }
    return trial?.run(on: device) ?? .notPossible("the agent has no folder there in which it may write")
  }

  private func identity() throws(DiskError) -> IdentityState {
    if let mountDevice { readMount(mountDevice) }
    var identity = IdentityState()
    do throws(DiskError) {
      let content = try calls.content(of: "\(path)/\(MetaProperties.fileName)", limit: MetaProperties.sizeLimit)
      if let content { identity = MetaProperties.parse(content) } else { identity.status = .damaged }
    } catch {
      guard error.code == ENOENT else { throw error }
      identity.status = .absent
    }
    identity.seen = MonotonicClock.now
    return identity
  }

  private func names() throws(DiskError) -> LogDirOutcome {
    let folder = try DiskFolder(path, calls)
    var partitions = PartitionsState()
    var isClean = false
    while let entry = try folder.next() {
      let isFolder = try folder.isFolder(entry)
      if !isFolder, entry.name == ".kafka_cleanshutdown" { isClean = true }
      partitions.count(isFolder ? PartitionName(folder: entry.name) : PartitionName(file: entry.name))
    }
    partitions.namesSeen = MonotonicClock.now
    return .names(partitions, isCleanShutdown: isClean)
  }

  /// Counts on for one slice.
  private func bytes() throws(DiskError) -> LogDirOutcome {
    let begin = Self.processorTime
    var walk: Walk
    if let begun = self.walk { walk = begun } else { walk = Walk(count: try PartitionBytes(of: path, calls)) }
    self.walk = nil
    let end = MonotonicClock.now + Self.sliceTime
    for _ in 0..<Self.sliceFiles {
      guard try walk.count.step() else {
        var sums = walk.count.sums
        sums.bytesSeen = MonotonicClock.now
        return .bytes(sums, cost: walk.cost + Self.processorTime - begin)
      }
      if MonotonicClock.now >= end { break }
    }
    walk.cost += Self.processorTime - begin
    self.walk = walk
    return .bytesContinue
  }

  /// What the thread has used.
  private static var processorTime: Duration {
    var time = timespec()
    unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
  }

  /// The path without symbolic links.
  private static func resolved(_ path: String) -> String {
    guard let text = unsafe realpath(path, nil) else { return path }
    defer { unsafe free(text) }
    return unsafe String(cString: text)
  }

  /// As major:minor (makedev(3)).
  static func text(device: UInt64) -> String {
    let major = (device >> 8) & 0xfff | (device >> 32) & 0xffff_f000
    let minor = device & 0xff | (device >> 12) & 0xffff_ff00
    return "\(major):\(minor)"
  }
}
