import Glibc

/// Our side of the comparison with client-go's informer: a watch cache of all pods of an API server, which takes the
/// options of `informer` and prints the same lines: `listed` when the cache is synchronised, `settled` when free memory is
/// given back, `watched` when so many events have come. An event's time is from the annotation `sent` (nanoseconds since
/// 1970) to the reader of dirty keys.
///
/// `-soak N` needs no server: N events through a cache from a script in this process, and what memory does meanwhile.
@main
struct Main {
  static func main() async {
    let options = Options(CommandLine.arguments.dropFirst())
    do {
      if options.soak > 0 {
        try await Soak(events: options.soak, objects: options.objects).run()
      } else {
        try await Watching(options).run()
      }
    } catch {
      print("informer-benchmark: \(error)")
      exit(1)
    }
  }
}
