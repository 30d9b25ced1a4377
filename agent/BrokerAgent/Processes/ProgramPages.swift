import Glibc

/// The pages of the program's code that the process has mapped.
///
/// The kernel maps the neighbours of each page that is touched, and a start touches much that is never used again. What is let go
/// stays in the page cache; what is needed is mapped again at its next use, which takes a microsecond.
public enum ProgramPages {
  /// Unmaps them. Code is never written, so nothing can be lost.
  public static func release() {
    var text: [UInt8] = []
    guard SystemFile.read("/proc/self/maps", { text += $0 }) == 0 else { return }
    for line in text.split(separator: UInt8(ascii: "\n")) {
      guard let (start, end) = codeOfFile(line), let address = unsafe UnsafeMutableRawPointer(bitPattern: start)
      else { continue }
      unsafe madvise(address, Int(end - start), MADV_DONTNEED)
    }
  }

  /// Where a line of the maps (proc(5)) tells of code that is a file's and cannot be written: 400000-c00000 r-xp 00000000 fe:00 17 /agent
  static func codeOfFile(_ line: ArraySlice<UInt8>) -> (start: UInt, end: UInt)? {
    let fields = line.split(separator: UInt8(ascii: " "), maxSplits: 5)
    guard fields.count == 6, fields[1].elementsEqual("r-xp".utf8), fields[5].contains(UInt8(ascii: "/")) else {
      return nil
    }
    let ends = fields[0].split(separator: UInt8(ascii: "-"))
    guard ends.count == 2, let start = UInt(String(decoding: ends[0], as: UTF8.self), radix: 16),
      let end = UInt(String(decoding: ends[1], as: UTF8.self), radix: 16), start < end
    else { return nil }
    return (start, end)
  }
}
