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
    /// Behind the last chunk, in the trailers.
    case trailers
  }

  struct Piece {
    var bytes: [UInt8] = []
    var isLast = false
  }

  /// The chunks break the grammar.
  struct Malformed: Error {}

  /// Takes what is there off the input.
  mutating func take(from input: inout [UInt8], lineLimit: Int) throws(Malformed) -> Piece {
    switch self {
    case .length(let count):
      let length = min(count, input.count)
      let piece = Piece(bytes: Array(input[0..<length]), isLast: length == count)
      input.removeFirst(length)
      self = .length(count - length)
      return piece
    case .chunked(let chunk): return try takeChunks(chunk, from: &input, lineLimit: lineLimit)
    }
  }

  private mutating func takeChunks(
    _ start: Chunk, from input: inout [UInt8], lineLimit: Int
  ) throws(Malformed) -> Piece {
    var piece = Piece()
    var chunk = start
    var position = 0
    defer { input.removeFirst(position) }
    func line() throws(Malformed) -> ArraySlice<UInt8>? {
      var index = position
      while index < input.count {
        if input[index] == 10 {
          guard index > position, input[index - 1] == 13 else { throw Malformed() }
          return input[position..<index - 1]
        }
        index += 1
      }
      if index - position > lineLimit { throw Malformed() }
      return nil
    }
    while true {
      self = .chunked(chunk)
      switch chunk {
      case .size:
        guard let text = try line() else { return piece }
        let size = try Self.size(text)
        position = text.endIndex + 2
        chunk = size == 0 ? .trailers : .data(size)
      case .data(let count):
        let length = min(count, input.count - position)
        piece.bytes += input[position..<position + length]
        position += length
        chunk = count == length ? .end : .data(count - length)
        if count != length {
          self = .chunked(chunk)
          return piece
        }
      case .end:
        if position < input.count, input[position] != 13 { throw Malformed() }
        guard let text = try line() else { return piece }
        guard text.isEmpty else { throw Malformed() }
        position = text.endIndex + 2
        chunk = .size
      case .trailers:
        guard let text = try line() else { return piece }
        position = text.endIndex + 2
        if text.isEmpty {
          piece.isLast = true
          return piece
        }
      }
    }
  }

  /// A chunk's size: hexadecimal digits, and an extension behind a semicolon that means nothing here.
  private static func size(_ line: ArraySlice<UInt8>) throws(Malformed) -> Int {
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
    return size
  }
}
