// RUN: qcc opt %s --split-input-file --verify-diagnostics

// expected-error@+1 {{has a block of 5 x 2 at row 0, column 0 outside its 4 x 2 matrix}}
cim.group {active_rows = 4 : i64, blocks = [array<i32: 0, 0, 0, 0, 0, 5, 2, 0>], core = 0 : i64, encoding = "twos_complement", matrix = dense<1> : tensor<4x2xi8>, slice_bits = array<i32: 8>, sym_name = "weights"}

// -----

func.func @no_group(%x: tensor<1x8x8x4xi8>) -> tensor<1x8x8x2xi32> {
  // expected-error@+1 {{names the group @weights, which does not exist}}
  %0 = cim.product %x {channels = array<i64: 4>, dilations = array<i64: 1, 1>, first_channel = array<i64: 0>, first_column = array<i64: 0>, groups = [@weights], kernel = array<i64: 1, 1>, pads = array<i64: 0, 0, 0, 0>, strides = array<i64: 1, 1>} : (tensor<1x8x8x4xi8>) -> tensor<1x8x8x2xi32>
  return %0 : tensor<1x8x8x2xi32>
}

// -----

func.func @bytes_lost(%x: tensor<1x8x8x4xi8>) -> tensor<1x255xi8> {
  // expected-error@+1 {{'cim.view' op}}
  %0 = cim.view %x : (tensor<1x8x8x4xi8>) -> tensor<1x255xi8>
  return %0 : tensor<1x255xi8>
}

// -----

func.func @short_table(%x: tensor<1x8x8x4xi8>) -> tensor<1x8x8x4xi8> {
  // expected-error@+1 {{'cim.table' op}}
  %0 = cim.table %x {table = dense<0> : tensor<255xi8>} : (tensor<1x8x8x4xi8>) -> tensor<1x8x8x4xi8>
  return %0 : tensor<1x8x8x4xi8>
}

// -----

cim.group {active_rows = 4 : i64, blocks = [array<i64: 0, 0, 0, 0, 0, 4, 2, 0>], core = 0 : i64, encoding = "twos_complement", matrix = dense<1> : tensor<4x2xi8>, slice_bits = array<i64: 8>, sym_name = "weights"}

func.func @rows_outside(%x: tensor<1x8x8x4xi8>) -> tensor<1x8x8x2xi32> {
  // expected-error@+1 {{has a share of @weights over rows 5 to 8 of a result with 8}}
  %0 = cim.product %x {channels = array<i64: 4>, dilations = array<i64: 1, 1>, first_channel = array<i64: 0>, first_column = array<i64: 0>, first_row = array<i64: 5>, rows = array<i64: 4>, groups = [@weights], kernel = array<i64: 1, 1>, pads = array<i64: 0, 0, 0, 0>, strides = array<i64: 1, 1>} : (tensor<1x8x8x4xi8>) -> tensor<1x8x8x2xi32>
  return %0 : tensor<1x8x8x2xi32>
}

// -----

cim.group {active_rows = 4 : i64, blocks = [array<i64: 0, 0, 0, 0, 0, 4, 2, 0>], core = 0 : i64, encoding = "twos_complement", matrix = dense<1> : tensor<4x2xi8>, slice_bits = array<i64: 8>, sym_name = "weights"}

func.func @no_rows(%x: tensor<1x8x8x4xi8>) -> tensor<1x8x8x2xi32> {
  // expected-error@+1 {{has a share of @weights over rows 5 to 4 of a result with 8}}
  %0 = cim.product %x {channels = array<i64: 4>, dilations = array<i64: 1, 1>, first_channel = array<i64: 0>, first_column = array<i64: 0>, first_row = array<i64: 5>, rows = array<i64: 0>, groups = [@weights], kernel = array<i64: 1, 1>, pads = array<i64: 0, 0, 0, 0>, strides = array<i64: 1, 1>} : (tensor<1x8x8x4xi8>) -> tensor<1x8x8x2xi32>
  return %0 : tensor<1x8x8x2xi32>
}

// -----

cim.group {active_rows = 4 : i64, blocks = [array<i64: 0, 0, 0, 0, 0, 4, 2, 0>], core = 0 : i64, encoding = "twos_complement", matrix = dense<1> : tensor<4x2xi8>, slice_bits = array<i64: 8>, sym_name = "weights"}

func.func @first_row_alone(%x: tensor<1x8x8x4xi8>) -> tensor<1x8x8x2xi32> {
  // expected-error@+1 {{expects a first row and a number of rows for each of its groups, or for none}}
  %0 = cim.product %x {channels = array<i64: 4>, dilations = array<i64: 1, 1>, first_channel = array<i64: 0>, first_column = array<i64: 0>, first_row = array<i64: 5>, groups = [@weights], kernel = array<i64: 1, 1>, pads = array<i64: 0, 0, 0, 0>, strides = array<i64: 1, 1>} : (tensor<1x8x8x4xi8>) -> tensor<1x8x8x2xi32>
  return %0 : tensor<1x8x8x2xi32>
}

// -----

// expected-error@+1 {{expects 8 numbers for each block, or 9 with that of its replica}}
cim.group {active_rows = 4 : i64, blocks = [array<i64: 0, 0, 0, 0, 0, 4, 2, 0, 0, 0>], core = 0 : i64, encoding = "twos_complement", matrix = dense<1> : tensor<4x2xi8>, slice_bits = array<i64: 8>, sym_name = "weights"}

// -----

// expected-error@+1 {{has a replica 2 but no replica 1}}
cim.group {active_rows = 4 : i64, blocks = [array<i64: 0, 0, 0, 0, 0, 4, 2, 0>, array<i64: 0, 0, 2, 0, 0, 4, 2, 0, 2>], core = 0 : i64, encoding = "twos_complement", matrix = dense<1> : tensor<4x2xi8>, slice_bits = array<i64: 8>, sym_name = "weights"}

// -----

// expected-error@+1 {{has a replica 1 that is cut in another way than replica 0}}
cim.group {active_rows = 4 : i64, blocks = [array<i64: 0, 0, 0, 0, 0, 4, 2, 0>, array<i64: 0, 0, 2, 0, 0, 4, 1, 0, 1>], core = 0 : i64, encoding = "twos_complement", matrix = dense<1> : tensor<4x2xi8>, slice_bits = array<i64: 8>, sym_name = "weights"}

// -----

// expected-error@+1 {{expects steps with 0 to 16 fraction bits}}
cim.group {sym_name = "converted", matrix = dense<1> : tensor<4x2xi8>, core = 0 : i64, encoding = "offset", slice_bits = array<i64: 8>, active_rows = 4 : i64, adc_bits = 8 : i64, adc_fraction_bits = 17 : i64, row_groups = array<i64: 4>, blocks = []}

// -----

cim.group {sym_name = "g", matrix = dense<1> : tensor<4x2xi8>, core = 0 : i64, encoding = "twos_complement", slice_bits = array<i64: 8>, active_rows = 4 : i64, blocks = [array<i64: 0, 0, 0, 0, 0, 4, 2, 0>]}
func.func @sums_of_another_shape(%a: tensor<1x8x8x4xi8>, %s: tensor<1x8x4x2xi32>) -> tensor<1x8x8x2xi32> {
  // expected-error@+2 {{'cim.product' op expects a bias for each of 2 channels, or none}}
  // expected-error@+1 {{'cim.product' op adds sums of another shape than its result}}
  %0 = cim.product %a, %s {bias = array<i32: 5>, groups = [@g], first_channel = array<i64: 0>, channels = array<i64: 4>, first_column = array<i64: 0>, kernel = array<i64: 1, 1>, strides = array<i64: 1, 1>, dilations = array<i64: 1, 1>, pads = array<i64: 0, 0, 0, 0>} : (tensor<1x8x8x4xi8>, tensor<1x8x4x2xi32>) -> tensor<1x8x8x2xi32>
  return %0 : tensor<1x8x8x2xi32>
}

// -----

func.func @view_of_other_elements(%s: tensor<1x8xi32>) -> tensor<1x8xi8> {
  // expected-error@+1 {{'cim.view' op expects as many bytes in its input as in its result, of elements of one type}}
  %0 = cim.view %s : (tensor<1x8xi32>) -> tensor<1x8xi8>
  return %0 : tensor<1x8xi8>
}
