/// How far a request's body is read.
enum HTTP1Body: Equatable {
  /// So many bytes are to come.
  case length(Int)
  /// Chunks, each with its size before it.
  case chunked(Chunk)

  /// Where in the chunks.
  enum Chunk: Equatable {
    /// Before a size.
    case size
    /// Inside a chunk, with so many bytes to come.
    case data(Int)
    /// Behind a chunk's bytes, before its line end.
    case end
    /// Behind the last chunk, in the trailers, of which so many bytes came.
    case trailers(Int)
  }

  struct Piece {
    var bytes: [UInt8] = []
    var isLast = false
  }

  /// The chunks break the grammar or a bound.
  struct Malformed: Error {}

  /// The longest line with a chunk's size, in bytes: extensions mean nothing here, so nobody needs long ones.
  private static let sizeLineLimit = 256

  /// Takes what is there off the input.
  mutating func take(from input: inout InputBuffer, trailerLimit: Int) throws(Malformed) -> Piece {
    switch self {
    case .length(let count):
      let bytes = input.take(count)
      self = .length(count - bytes.count)
      return Piece(bytes: bytes, isLast: bytes.count == count)
    case .chunked(let chunk): return try takeChunks(chunk, from: &input, trailerLimit: trailerLimit)
    }
  }

  private mutating func takeChunks(
    _ start: Chunk, from input: inout InputBuffer, trailerLimit: Int
  ) throws(Malformed) -> Piece {
    var piece = Piece()
    var chunk = start
    defer { self = .chunked(chunk) }
    while !piece.isLast {
      switch chunk {
      case .size:
        guard let text = try Self.line(&input, limit: Self.sizeLineLimit) else { return piece }
        let size = try Self.size(text)
        chunk = size == 0 ? .trailers(0) : .data(size)
      case .data(let count):
        let bytes = input.take(count)
        piece.bytes += bytes
        chunk = bytes.count == count ? .end : .data(count - bytes.count)
        if bytes.count < count { return piece }
      case .end:
        guard let text = try Self.line(&input, limit: 0) else { return piece }
        guard text.isEmpty else { throw Malformed() }
        chunk = .size
      case .trailers(let read):
        guard let text = try Self.line(&input, limit: trailerLimit - read) else { return piece }
        piece.isLast = text.isEmpty
        // They are checked and thrown away (RFC 9110 §6.5.1 allows it): nobody here waits for any.
        if !text.isEmpty { try Self.checkTrailer(text) }
        chunk = .trailers(read + text.count + 2)
      }
    }
    return piece
  }

  /// The next line without its end, taken off the input; nil where it is not all there.
  private static func line(_ input: inout InputBuffer, limit: Int) throws(Malformed) -> [UInt8]? {
    let bytes = input.unread
    var index = bytes.startIndex
    while index < bytes.endIndex, index - bytes.startIndex <= limit {
      if bytes[index] == 10 { throw Malformed() }
      if bytes[index] == 13 {
        guard index + 1 < bytes.endIndex else { return nil }
        guard bytes[index + 1] == 10 else { throw Malformed() }
        let text = Array(bytes[bytes.startIndex..<index])
        input.drop(text.count + 2)
        return text
      }
      index += 1
    }
    if index - bytes.startIndex > limit { throw Malformed() }
    return nil
  }

  private static func checkTrailer(_ line: [UInt8]) throws(Malformed) {
    do { _ = try HTTP1Head.field(line[...]) } catch { throw Malformed() }
  }

  /// A chunk's size: hexadecimal digits, and an extension behind a semicolon that means nothing here.
  private static func size(_ line: [UInt8]) throws(Malformed) -> Int {
    let digits = line.prefix { $0 != 0x3B }
    guard !digits.isEmpty, digits.count <= 8 else { throw Malformed() }
    var size = 0
    for byte in digits {
      switch byte {
      case 0x30...0x39: size = size << 4 | Int(byte - 0x30)
      case 0x41...0x46: size = size << 4 | Int(byte - 0x41 + 10)
      case 0x61...0x66: size = size << 4 | Int(byte - 0x61 + 10)
      default: throw Malformed()
      }
    }
    for byte in line where byte < 0x20 && byte != 0x09 || byte == 0x7F { throw Malformed() }
    return size
  }
}
