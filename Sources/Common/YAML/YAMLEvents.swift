import CYAML

/// What libyaml tells of a text, piece by piece.
struct YAMLEvent {
  enum Kind {
    case documentStart
    case documentEnd
    case alias(String)
    case scalar(text: String, isPlain: Bool, tag: String?)
    case sequenceStart
    case sequenceEnd
    case mappingStart
    case mappingEnd
  }

  let kind: Kind
  let anchor: String?
  let position: YAMLPosition
}

/// The one place that meets libyaml: it turns a text into a list of events.
enum YAMLEvents {
  private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  static func read(_ text: [UInt8], limits: YAMLLimits) throws(YAMLError) -> [YAMLEvent] {
    // A byte order mark, as some editors write it, is not part of the text; with a fixed encoding libyaml keeps it.
    let bytes = text.starts(with: byteOrderMark) ? Array(text.dropFirst(byteOrderMark.count)) : text
    // libyaml would take UTF-16 by its byte order mark too; JSON, and so kubectl, is UTF-8.
    guard String(validating: bytes, as: UTF8.self) != nil else {
      let isUTF16 = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
      throw YAMLError(
        code: .syntax, message: isUTF16 ? "the text is UTF-16; save it as UTF-8" : "the text is not valid UTF-8",
        position: placeOfInvalidUTF8(in: bytes))
    }
    var events: [YAMLEvent] = []
    var failure: YAMLError?
    unsafe bytes.withUnsafeBufferPointer { input in
      var parser = unsafe yaml_parser_t()
      guard unsafe yaml_parser_initialize(&parser) != 0 else {
        failure = YAMLError(code: .limit, message: "there is no memory to read the text with", position: nil)
        return
      }
      defer { unsafe yaml_parser_delete(&parser) }
      unsafe yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING)
      unsafe yaml_parser_set_input_string(&parser, input.baseAddress, input.count)
      var depth = 0
      while failure == nil {
        var event = unsafe yaml_event_t()
        guard unsafe yaml_parser_parse(&parser, &event) != 0 else {
          failure = unsafe error(of: parser, bytes)
          return
        }
        defer { unsafe yaml_event_delete(&event) }
        if unsafe event.type == YAML_STREAM_END_EVENT { return }
        guard let next = unsafe Self.event(event) else { continue }
        switch next.kind {
        case .sequenceStart, .mappingStart: depth += 1
        case .sequenceEnd, .mappingEnd: depth -= 1
        default: break
        }
        events.append(next)
        if depth > limits.usableDepth {
          failure = YAMLError(
            code: .limit, message: "the text is nested deeper than \(limits.usableDepth)", position: next.position)
        } else if events.count > 2 * limits.values {
          failure = YAMLError(
            code: .limit, message: "the text has more than \(limits.values) values", position: next.position)
        }
      }
    }
    if let failure { throw failure }
    return events
  }

  private static func position(_ mark: yaml_mark_t) -> YAMLPosition {
    YAMLPosition(line: Int(mark.line) + 1, column: Int(mark.column) + 1)
  }

  private static func text(_ pointer: UnsafePointer<yaml_char_t>?, count: Int) -> String {
    guard let pointer = unsafe pointer else { return "" }
    return unsafe String(decoding: UnsafeBufferPointer(start: pointer, count: count), as: UTF8.self)
  }

  private static func text(_ pointer: UnsafePointer<yaml_char_t>?) -> String? {
    guard let pointer = unsafe pointer else { return nil }
    var count = 0
    while unsafe pointer[count] != 0 { count += 1 }
    return unsafe text(pointer, count: count)
  }

  private static func error(of parser: yaml_parser_t, _ bytes: [UInt8]) -> YAMLError {
    let problem = unsafe parser.problem.map { unsafe String(cString: $0) } ?? "the text is not YAML"
    if unsafe parser.error == YAML_READER_ERROR {
      // What cannot be read as characters has no mark, only a place in the bytes.
      return YAMLError(
        code: .syntax, message: problem,
        position: position(ofByte: Int(clamping: unsafe parser.problem_offset), in: bytes))
    }
    let place = unsafe position(parser.problem_mark)
    guard let context = unsafe parser.context else {
      return YAMLError(code: .syntax, message: problem, position: place)
    }
    let message =
      "\(problem) (\(unsafe String(cString: context)) that begins in \(unsafe position(parser.context_mark)))"
    return YAMLError(code: .syntax, message: message, position: place)
  }

  private static func position(ofByte offset: Int, in bytes: [UInt8]) -> YAMLPosition {
    var line = 1
    var column = 1
    for byte in bytes.prefix(offset) {
      if byte == 0x0A {
        line += 1
        column = 1
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
    }
    return YAMLPosition(line: line, column: column)
  }

  /// The first place whose bytes are not UTF-8, found line by line.
  private static func placeOfInvalidUTF8(in bytes: [UInt8]) -> YAMLPosition {
    var line = 1
    for text in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      if String(validating: text, as: UTF8.self) == nil {
        var column = 1
        // Repair puts a replacement character there.
        for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
          if scalar == "\u{FFFD}" { break }
          column += 1
        }
        return YAMLPosition(line: line, column: column)
      }
      line += 1
    }
    return YAMLPosition(line: line, column: 1)
  }

  /// The event as a Swift value; nil for the start of the stream.
  private static func event(_ event: yaml_event_t) -> YAMLEvent? {
    let place = unsafe position(event.start_mark)
    switch unsafe event.type {
    case YAML_DOCUMENT_START_EVENT: return YAMLEvent(kind: .documentStart, anchor: nil, position: place)
    case YAML_DOCUMENT_END_EVENT: return YAMLEvent(kind: .documentEnd, anchor: nil, position: place)
    case YAML_SEQUENCE_END_EVENT: return YAMLEvent(kind: .sequenceEnd, anchor: nil, position: place)
    case YAML_MAPPING_END_EVENT: return YAMLEvent(kind: .mappingEnd, anchor: nil, position: place)
    case YAML_ALIAS_EVENT:
      return unsafe YAMLEvent(kind: .alias(text(event.data.alias.anchor) ?? ""), anchor: nil, position: place)
    case YAML_SEQUENCE_START_EVENT:
      return unsafe YAMLEvent(kind: .sequenceStart, anchor: text(event.data.sequence_start.anchor), position: place)
    case YAML_MAPPING_START_EVENT:
      return unsafe YAMLEvent(kind: .mappingStart, anchor: text(event.data.mapping_start.anchor), position: place)
    case YAML_SCALAR_EVENT:
      let scalar = unsafe event.data.scalar
      let isPlain = unsafe scalar.style == YAML_PLAIN_SCALAR_STYLE
      let value = unsafe text(scalar.value, count: scalar.length)
      let kind = unsafe YAMLEvent.Kind.scalar(text: value, isPlain: isPlain, tag: text(scalar.tag))
      return unsafe YAMLEvent(kind: kind, anchor: text(scalar.anchor), position: place)
    default: return nil
    }
  }
}
