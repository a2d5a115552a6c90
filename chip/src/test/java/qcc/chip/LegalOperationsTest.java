package qcc.chip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;

import org.junit.jupiter.api.Test;

class LegalOperationsTest {
    @Test
    void offersWhatTheFileSays() {
        var legal = TestChips.chip().legalOperations();
        assertThat(legal.vectorOps()).containsExactly(VectorOp.ADD, VectorOp.REQUANTIZE);
        assertThat(legal.allows(VectorOp.ADD)).isTrue();
        assertThat(legal.refusal(VectorOp.ADD)).isEmpty();
        assertThat(legal.refusal(RequantizeMode.DOUBLE)).isEmpty();
        assertThat(legal.allowsProduct(8, 8)).isTrue();
        assertThat(legal.allowsProduct(9, 8)).isFalse();
        assertThat(legal.allowsProduct(8, 9)).isFalse();
    }

    @Test
    void saysWhyItRefuses() {
        var legal = TestChips.chip().legalOperations();
        assertThat(legal.refusal(VectorOp.POOL))
                .hasValue("chip small has no vector operation 'pool': its core.vector.ops are add, requantize");
        assertThat(legal.refusal(RequantizeMode.SHIFT))
                .hasValue("chip small has no requantization mode 'shift': its core.requantize.modes are double");
    }

    @Test
    void aDeviceMayOfferNothing() {
        var legal = new LegalOperations("bare", Set.of(), Set.of(), 31, 62, 8, 8);
        assertThat(legal.refusal(VectorOp.ADD)).hasValue("chip bare has no vector operation 'add': its core.vector.ops are empty");
    }

    @Test
    void narrowMultipliersAreRefused() {
        var legal = new LegalOperations("narrow", Set.of(), Set.of(RequantizeMode.SINGLE, RequantizeMode.FLOAT), 30, 62, 8, 8);
        assertThat(legal.refusal(RequantizeMode.SINGLE)).hasValue(
                "chip narrow has multipliers of 30 bits, but the requantization mode 'single' needs 31 (core.requantize.multiplier_bits)");
        assertThat(legal.refusal(RequantizeMode.DOUBLE).orElseThrow()).contains("has no requantization mode 'double'");
        assertThat(legal.refusal(RequantizeMode.FLOAT)).isEmpty();
        assertThat(new LegalOperations("wide", Set.of(), Set.of(RequantizeMode.SINGLE), 31, 62, 8, 8).allows(RequantizeMode.SINGLE))
                .isTrue();
    }

    @Test
    void offersOnlyWhatEveryTypeOffers() {
        var text = TestChips.edited("cores: 1",
                "cores: [{type: a, count: 1}, {type: b, count: 1}]\n  noc: {kind: bus, link_bits: 8, hop_cycles: 1}")
                + "core_types: {a: {}, b: {core: {xbars: 1, local_mem: {kib: 8, bytes_per_cycle: 8}, input_reg: {bytes_per_cycle: 8}, accumulators: {at: core, bits: 32, entries: 64},"
                + " vector: {lanes: 4, ops: [add, pool]}, requantize: {modes: [single], multiplier_bits: 15}, instruction_mem_kib: 4}}}\n";
        var legal = ChipLoader.parse(text, "chip.yaml").legalOperations();
        assertThat(legal.vectorOps()).containsExactly(VectorOp.ADD);
        assertThat(legal.requantizeModes()).isEmpty();
        assertThat(legal.multiplierBits()).isEqualTo(15);
        assertThat(legal.refusal(RequantizeMode.DOUBLE).orElseThrow()).endsWith("its core.requantize.modes are empty");
    }
}
