"a.m"() ({
  %0 = "a.z"() : () -> (i32)
  "a.r"() ({
     %1 = "a.z"() : () -> (i32)
     %2:2 = "a.z"() : () -> (i32, i32)
  }, {
     %1 = "a.z"() : () -> (i32)
     "a.br"(%1)[^bb2, ^bb1] : (i32) -> ()
   ^bb1(%x: i32):
     "a.br"(%x)[^bb1, ^bb1] : (i32) -> ()
   ^bb2:
     "a.br"()[^bb3] : () -> ()
   ^bb3: "a.e"() : () -> ()
   ^bb4: "a.e"() : () -> ()
  }, {^bb0:
  }) : () -> ()
  %7 = "a.z"() : () -> (i32)
}) : () -> ()
func.func private @decl(i32 {a.b = 1}, tensor<4xf32>) -> (f32 {a.c}, i32) attributes {a.d}
func.func nested @def(%a: i32 {a.b = 1}, %b: f32) -> (f32 {a.c}) attributes {no_inline} {
  %c = func.call @def(%a, %b) {a.k} : (i32, f32) -> f32
  %u = builtin.unrealized_conversion_cast %a : i32 to index
  %u2:2 = builtin.unrealized_conversion_cast %a, %a : i32, i32 to index, f32 {a.b}
  func.return {a.b} %c : f32
}
func.func @fun(%arg0: (i32) -> i32) -> ((i32) -> i32) {
  builtin.module attributes {a.b} { }
  return %arg0 : (i32) -> i32
}
func.func @fun2() { return }
module { }
