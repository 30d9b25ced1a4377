import Glibc

/// A system call that a disk is looked at with.
enum DiskCall: UInt8, Sendable, Hashable, CaseIterable {
  case none
  case statvfs
  case stat
  case open
  case readdir
  case read
  case write
  case fdatasync
  case mkdir

  /// As the manual names it.
  var name: String {
    switch self {
    case .none: "looking at it"
    case .statvfs: "statvfs"
    case .stat: "stat"
    case .open: "open"
    case .readdir: "readdir"
    case .read: "read"
    case .write: "write"
    case .fdatasync: "fdatasync"
    case .mkdir: "mkdir"
    }
  }
}

/// A system call on a disk that failed.
struct DiskError: Error, Sendable, Hashable {
  /// What of it follows for the disk.
  enum Meaning: Sendable, Hashable {
    /// There is nothing at the path.
    case missing
    /// It takes no writes.
    case readOnly
    /// It has no room, or no quota is left.
    case full
    /// The agent may not, or could not for lack of its own means: this tells nothing about the disk.
    case untold
    /// The disk fails.
    case failed
  }

  /// The code of what was read back and is not what was written; no call gives it.
  static let mismatch: Int32 = -1

  /// Which call.
  var call: DiskCall
  /// Its errno, or `mismatch`.
  var code: Int32

  /// What follows for the disk.
  var meaning: Meaning {
    switch code {
    case ENOENT, ENOTDIR: .missing
    case EROFS: .readOnly
    case ENOSPC, EDQUOT: .full
    case EACCES, EPERM, EMFILE, ENFILE, ENOMEM, ELOOP, ENAMETOOLONG: .untold
    default: .failed
    }
  }

  /// The error's name, such as EIO.
  var name: String { Self.name(of: code) }

  /// For people: `write: EIO`.
  var text: String { "\(call.name): \(name)" }

  /// The name of an errno; those that disks and file systems give.
  static func name(of code: Int32) -> String {
    switch code {
    case mismatch: "MISMATCH"
    case EPERM: "EPERM"
    case ENOENT: "ENOENT"
    case EIO: "EIO"
    case ENXIO: "ENXIO"
    case EBADF: "EBADF"
    case ENOMEM: "ENOMEM"
    case EACCES: "EACCES"
    case ENODEV: "ENODEV"
    case ENOTDIR: "ENOTDIR"
    case EISDIR: "EISDIR"
    case EINVAL: "EINVAL"
    case ENFILE: "ENFILE"
    case EMFILE: "EMFILE"
    case EFBIG: "EFBIG"
    case ENOSPC: "ENOSPC"
    case EROFS: "EROFS"
    case ELOOP: "ELOOP"
    case ENAMETOOLONG: "ENAMETOOLONG"
    case EBADMSG: "EBADMSG"
    case EOVERFLOW: "EOVERFLOW"
    case EOPNOTSUPP: "EOPNOTSUPP"
    case ENOTCONN: "ENOTCONN"
    case ECONNABORTED: "ECONNABORTED"
    case ESHUTDOWN: "ESHUTDOWN"
    case ETIMEDOUT: "ETIMEDOUT"
    case EHOSTDOWN: "EHOSTDOWN"
    case ESTALE: "ESTALE"
    case EUCLEAN: "EUCLEAN"
    case EREMOTEIO: "EREMOTEIO"
    case EDQUOT: "EDQUOT"
    case ENOMEDIUM: "ENOMEDIUM"
    default: "errno \(code)"
    }
  }
}
