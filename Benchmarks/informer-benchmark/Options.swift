import Glibc

/// The options, named as those of `informer`.
struct Options {
  var kubeconfig: String?
  var events = 0
  var limit = 300
  var soak = 0
  var objects = 1000

  init(_ arguments: some Sequence<String>) {
    var rest = Array(arguments)[...]
    while let name = rest.popFirst() {
      guard let value = rest.popFirst() else { Self.explain() }
      switch name {
      case "-kubeconfig": kubeconfig = value
      case "-events": events = Self.number(value)
      case "-limit": limit = Self.number(value.last == "s" ? String(value.dropLast()) : value)
      case "-soak": soak = Self.number(value)
      case "-objects": objects = max(Self.number(value), 1)
      default: Self.explain()
      }
    }
  }

  private static func number(_ text: String) -> Int {
    guard let number = Int(text), number >= 0 else { explain() }
    return number
  }

  private static func explain() -> Never {
    print("usage: informer-benchmark [-kubeconfig FILE] [-events N] [-limit SECONDS] | -soak N [-objects N]")
    exit(2)
  }
}
