@testable import BrokerAgent

/// What libFuzzer calls: arbitrary bytes as an exporter's answer, whole and in pieces whose lengths the input says. Both give the
/// same, in bounded memory.
@_cdecl("LLVMFuzzerTestOneInput")
public func scanAnswer(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let input = unsafe [UInt8](UnsafeBufferPointer(start: start, count: count))
  guard let first = input.first else { return 0 }
  // Half of the inputs need not find a head that is taken.
  let head = first & 1 == 0 ? Array("HTTP/1.1 200 OK\r\n\r\n".utf8) : []
  let bytes = head + input.dropFirst()
  var whole = FiguresScanner()
  whole.scan(bytes.span)
  var parted = FiguresScanner()
  var rest = bytes[...]
  var step = Int(first)
  while !rest.isEmpty {
    step = (step &* 31 &+ Int(rest.first ?? 0)) % 97 + 1
    let piece = Array(rest.prefix(step))
    parted.scan(piece.span)
    rest = rest.dropFirst(step)
  }
  precondition(whole.figures == parted.figures && whole.problem == parted.problem)
  precondition(whole.isInBody == parted.isInBody && whole.isWhole == parted.isWhole)
  precondition(whole.lineCapacity <= 1024 && parted.lineCapacity <= 1024)
  return 0
}
