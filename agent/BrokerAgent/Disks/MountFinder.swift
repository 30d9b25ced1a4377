/// A mount, from a line of /proc/self/mountinfo (proc(5)).
struct Mount: Sendable, Hashable {
  /// Where it is mounted.
  var point = ""
  /// The device, as major:minor.
  var device = ""
  /// The folder of the file system that is mounted there.
  var root = "/"
  /// The type of the file system.
  var type = ""
  /// Whether the file system itself takes no writes, however it is mounted here.
  var isReadOnly = false
}

/// Finds the mount that a path lies on, in mountinfo that is fed piece by piece.
///
/// It is the longest mount point above the path, with its device where one has that, and of equal ones the last: that lies
/// on top. It keeps one line, of which what goes beyond `longestLine` is passed over.
struct MountFinder {
  private static let longestLine = 4096

  private let path: String
  private let device: String
  private var line: [UInt8] = []
  private var best: Mount?
  private var bestRank = (false, 0)

  /// - Parameters:
  ///   - path: Absolute, without symbolic links.
  ///   - device: As major:minor.
  init(path: String, device: String) {
    self.path = path
    self.device = device
  }

  mutating func feed(_ bytes: ArraySlice<UInt8>) {
    var rest = bytes
    while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
      line += rest[..<end].prefix(Self.longestLine - line.count)
      endLine()
      rest = rest[(end + 1)...]
    }
    line += rest.prefix(Self.longestLine - line.count)
  }

  /// The mount; nil where no line fits.
  mutating func finish() -> Mount? {
    endLine()
    return best
  }

  private mutating func endLine() {
    defer { line.removeAll(keepingCapacity: true) }
    guard Self.mayBeAbove(line, path), let mount = Self.mount(line), Self.isAbove(mount.point, path) else { return }
    let rank = (mount.device == device, mount.point.utf8.count)
    guard (rank.0 && !bestRank.0) || (rank.0 == bestRank.0 && rank.1 >= bestRank.1) else { return }
    best = mount
    bestRank = rank
  }

  /// Whether the mount point, the fifth field, can be above a path: of most lines nothing else is looked at.
  private static func mayBeAbove(_ line: [UInt8], _ path: String) -> Bool {
    var rest = line[...]
    for _ in 0..<4 {
      guard let space = rest.firstIndex(of: UInt8(ascii: " ")) else { return false }
      rest = rest[(space + 1)...]
    }
    let path = path.utf8
    var place = path.startIndex
    for byte in rest {
      // A written-out character is told by who reads it.
      if byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\\") { return true }
      guard place < path.endIndex, path[place] == byte else { return false }
      place = path.index(after: place)
    }
    return true
  }

  private static func isAbove(_ point: String, _ path: String) -> Bool {
    point == "/" || path == point || (path.hasPrefix(point) && path.utf8.dropFirst(point.utf8.count).first == 0x2f)
  }

  /// `36 35 98:0 /root /point options [optional …] - type source super-options`; nil where it is not like that.
  static func mount(_ line: [UInt8]) -> Mount? {
    let fields = line.split(separator: UInt8(ascii: " "))
    guard fields.count >= 9, let dash = fields[6...].firstIndex(where: { $0.elementsEqual([UInt8(ascii: "-")]) }),
      dash + 1 < fields.count
    else { return nil }
    var mount = Mount()
    mount.device = text(fields[2])
    mount.root = text(fields[3])
    mount.point = text(fields[4])
    mount.type = text(fields[dash + 1])
    if dash + 3 < fields.count {
      let first = fields[dash + 3].prefix { $0 != UInt8(ascii: ",") }
      mount.isReadOnly = first.elementsEqual("ro".utf8)
    }
    return mount
  }

  /// Spaces, tabs, line ends and backslashes are written as three octal digits.
  private static func text(_ field: ArraySlice<UInt8>) -> String {
    var bytes: [UInt8] = []
    var index = field.startIndex
    while index < field.endIndex {
      let digits = field[index...].dropFirst().prefix(3)
      if field[index] == UInt8(ascii: "\\"), digits.count == 3, digits.allSatisfy({ (0x30...0x37).contains($0) }) {
        bytes.append(digits.reduce(0) { $0 &* 8 &+ ($1 - 0x30) })
        index += 4
      } else {
        bytes.append(field[index])
        index += 1
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
