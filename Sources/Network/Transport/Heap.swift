import CLinux

/// The memory that the process has from the system for its heap.
public enum Heap {
  /// Gives pages without anything in them back to the system (malloc_trim(3)). It looks at every free piece of the heap, so
  /// it is for moments when much was freed and little is done.
  public static func giveBack() { _ = malloc_trim(0) }
}
