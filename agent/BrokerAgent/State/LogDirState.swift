/// One of Kafka's log directories, and the file system that it lies on.
public struct LogDirState: Sendable, Hashable {
  /// How it is.
  public enum Status: UInt8, Sendable, Hashable, CaseIterable {
    case unknown
    /// It can be read and written.
    case ok
    /// The file system takes no writes.
    case readOnly
    /// Reading or writing failed.
    case failed
    /// There is no such directory.
    case missing
    /// A call did not come back in time: the disk hangs.
    case hung
    /// No room is left.
    case full
    /// The file system can be read; the agent has no folder there in which it may try a write.
    case notWritable
  }

  /// As in Kafka's log.dirs.
  public var path: String
  /// How it is.
  public var status = Status.unknown
  /// Its file system; nil before it was read once.
  public var space: SpaceState?
  /// What came of the last write that was tried; nil where none was.
  public var write: WriteState?
  /// What lies in it; nil before it was read once.
  public var partitions: PartitionsState?
  /// Its meta.properties; nil before it was read once.
  public var identity: IdentityState?
  /// Whether `.kafka_cleanshutdown` lies there: the last broker on it ended in order.
  public var isCleanShutdown = false
  /// What is wrong, in words.
  public var problem = ""

  /// One of which nothing is known.
  public init(path: String) { self.path = path }
}

/// A file system, by statvfs.
public struct SpaceState: Sendable, Hashable {
  /// Where it is mounted.
  public var mount = ""
  /// The device, as major:minor.
  public var device = ""
  /// Its type, such as ext4.
  public var type = ""
  /// Bytes in all.
  public var totalBytes: UInt64 = 0
  /// Bytes that are used.
  public var usedBytes: UInt64 = 0
  /// Bytes that Kafka may still write.
  public var freeBytes: UInt64 = 0
  /// Inodes in all; 0 where the file system has no fixed number.
  public var totalInodes: UInt64 = 0
  /// Inodes that are free.
  public var freeInodes: UInt64 = 0
  /// Whether it is mounted read-only.
  public var isReadOnly = false
  /// When it was read, in monotonic time.
  public var seen: Duration = .zero

  /// An empty one.
  public init() {}
}

/// A write of 4 KB, fdatasync, and a read back.
public struct WriteState: Sendable, Hashable {
  /// The error's name, such as EIO; empty where it succeeded.
  public var error = ""
  /// How long write, fdatasync and read took together, in microseconds.
  public var latencyMicroseconds: UInt32 = 0
  /// Whether it went past the page cache (O_DIRECT).
  public var isDirect = false
  /// When it ended, in monotonic time.
  public var seen: Duration = .zero

  /// One that succeeded.
  public init() {}
}

/// The directories of partitions in a log directory, by the endings of their names.
public struct PartitionsState: Sendable, Hashable {
  /// Partitions of one kind.
  public struct Sum: Sendable, Hashable {
    /// How many.
    public var count: UInt32 = 0
    /// The bytes of the files in them.
    public var bytes: UInt64 = 0

    /// None.
    public init() {}
  }

  /// Partitions that are served: `topic-0`.
  public var live = Sum()
  /// Being copied from another log directory: `-future`.
  public var future = Sum()
  /// To be deleted: `-delete`.
  public var deleted = Sum()
  /// Kafka does not know whose they are: `-stray`.
  public var stray = Sum()
  /// `__cluster_metadata-0`: KRaft's own log.
  public var metadata = Sum()
  /// Other files and directories, Kafka's own files (checkpoints, meta.properties) apart.
  public var others: UInt32 = 0
  /// When the names were read, in monotonic time.
  public var namesSeen: Duration = .zero
  /// When the bytes were counted, in monotonic time; nil where they never were.
  public var bytesSeen: Duration?

  /// Nothing lies there.
  public init() {}
}

/// `meta.properties` of a log directory.
public struct IdentityState: Sendable, Hashable {
  /// Whether there is one.
  public enum Status: UInt8, Sendable, Hashable, CaseIterable {
    case unknown
    /// There is one, and it was read.
    case present
    /// There is none: the directory is not formatted.
    case absent
    /// There is one, and it cannot be understood.
    case damaged
  }

  /// Whether there is one.
  public var status = Status.unknown
  /// Kafka's cluster id.
  public var clusterID = ""
  /// `node.id`, or `broker.id` of an older Kafka; nil where there is none.
  public var nodeID: Int32?
  /// `directory.id`; empty before Kafka 3.7.
  public var directoryID = ""
  /// When it was read, in monotonic time.
  public var seen: Duration = .zero

  /// Not looked at.
  public init() {}
}
