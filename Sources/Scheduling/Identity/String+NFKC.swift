import Foundation

extension String {
  /// Unicode normalisation form KC.
  ///
  /// Foundation's own mapping leaves the sound marks of half-width katakana uncombined (ﾊﾟ becomes ハ and a mark), so its
  /// result is composed once more.
  var nfkc: String {
    precomposedStringWithCompatibilityMapping.precomposedStringWithCanonicalMapping
  }
}
