/// What a `sasl.jaas.config` says: a login module's name and its options.
///
/// The form is that of Java's JAAS files, one entry: `Module required name="value" other=value;`.
struct JAASConfiguration: Sendable {
  /// The class of the login module; only its last part matters here.
  let module: String
  /// The options, quotes taken off.
  let options: [String: String]

  /// Reads an entry; nil where the text is none.
  init?(_ text: String) {
    var words: [String] = []
    var word: [UInt8] = []
    var isQuoted = false
    var isEscaped = false
    var hasWord = false
    var isEnded = false
    for byte in text.utf8 where !isEnded {
      if isEscaped {
        word.append(byte)
        isEscaped = false
      } else if isQuoted, byte == UInt8(ascii: "\\") {
        isEscaped = true
      } else if byte == UInt8(ascii: "\"") {
        isQuoted.toggle()
        hasWord = true
      } else if isQuoted {
        word.append(byte)
      } else if byte == UInt8(ascii: ";") {
        isEnded = true
      } else if byte == UInt8(ascii: " ") || (9...13).contains(byte) {
        if hasWord { words.append(String(decoding: word, as: UTF8.self)) }
        word = []
        hasWord = false
      } else {
        word.append(byte)
        hasWord = true
      }
    }
    if hasWord { words.append(String(decoding: word, as: UTF8.self)) }
    guard isEnded, !isQuoted, words.count >= 2 else { return nil }
    module = words[0]
    var options: [String: String] = [:]
    for word in words.dropFirst(2) {
      guard let equals = word.utf8.firstIndex(of: UInt8(ascii: "=")) else { return nil }
      options[String(word[..<equals])] = String(word[word.utf8.index(after: equals)...])
    }
    self.options = options
  }

  /// The users that the PLAIN login module knows: `user_alice="secret"`.
  var plainUsers: [String: String] {
    var users: [String: String] = [:]
    for (key, value) in options where key.hasPrefix("user_") { users[String(key.dropFirst(5))] = value }
    return users
  }
}
