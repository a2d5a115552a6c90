// Four rows of 2-bit cells at once: sums of up to 12, which converters of 2 bits with steps of 1 clip at 3.
// RUN: qcc opt %s --pass-pipeline='builtin.module(calibrate-converters)' 2>&1 | FileCheck %s
// RUN: qcc opt %s --pass-pipeline='builtin.module(calibrate-converters{random=32 seed=3})' 2>&1 | FileCheck %s --check-prefix=PREDICTED
// RUN: qcc opt %s --chip neurram-nat22 --pass-pipeline='builtin.module(calibrate-converters{random=32 seed=3})' 2>&1 | FileCheck %s --check-prefix=CHOSEN
// RUN: not qcc opt %s --chip neurram-nat22 --pass-pipeline='builtin.module(calibrate-converters)' 2>&1 | FileCheck %s --check-prefix=MISSING

// Without samples there is no prediction.
// CHECK: remark: column sums need 4 bits, converters have 2 and steps of 1; no samples to predict the loss from
// CHECK: cim.product {{.*}}qcc.conversion = {converter_bits = 2 : i64, exact = false, largest_step = 1.000000e+00 : f64, least_step = 1.000000e+00 : f64, needed_bits = 4 : i64}

// PREDICTED: remark: column sums need 4 bits, converters have 2 and steps of 1; predicted SQNR {{[0-9.-]+}} dB: 0 % of the noise from rounding, {{[0-9]+}} % from clipping, {{[0-9]+}} % bias
// PREDICTED: cim.product {{.*}}bias = {{.*}} : f64, clipping = {{.*}} : f64, {{.*}}rounding = 0.000000e+00 : f64, signal =

// The chip's full scale is calibrated: larger steps clip less.
// CHOSEN: remark: column sums need 4 bits, converters have 2 and steps of {{[24]}}; predicted SQNR
// CHOSEN: cim.group {{.*}}adc_steps = dense<{{[24]}}>

// MISSING: error: 'builtin.module' op has no calibration samples, from which the chip's converters have their full scale (xbar.adc.full_scale.mode: calibrated): give samples with --calib
cim.group {sym_name = "g", matrix = dense<127> : tensor<4x2xi8>, core = 0 : i64, encoding = "differential_digital", slice_bits = array<i64: 2, 2, 2, 2>, active_rows = 4 : i64, adc_bits = 2 : i64, row_groups = array<i64: 4>, blocks = []}

func.func @main(%x: tensor<1x4x4x4xf32>) -> tensor<1x4x4x2xi32> {
  %q = quant.qcast %x : tensor<1x4x4x4xf32> to tensor<1x4x4x4x!quant.uniform<i8:f32, 0.02>>
  %s = quant.scast %q : tensor<1x4x4x4x!quant.uniform<i8:f32, 0.02>> to tensor<1x4x4x4xi8>
  %y = cim.product %s {groups = [@g], first_channel = array<i64: 0>, channels = array<i64: 4>, first_column = array<i64: 0>, kernel = array<i64: 1, 1>, strides = array<i64: 1, 1>, dilations = array<i64: 1, 1>, pads = array<i64: 0, 0, 0, 0>, pad_value = 0 : i8} : (tensor<1x4x4x4xi8>) -> tensor<1x4x4x2xi32>
  return %y : tensor<1x4x4x2xi32>
}
