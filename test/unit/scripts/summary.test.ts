import { describe, expect, test } from 'vitest';
import {
  sum,
  summaryLine,
  tallyCheck,
  tallyPlaywright,
  tallyVitest,
  tallyWineReport,
} from '../../../scripts/lib/summary.mjs';

const vitestReport = {
  numTotalTests: 6,
  numPassedTests: 3,
  numFailedTests: 1,
  numPendingTests: 1,
  numTodoTests: 1,
  testResults: [
    { status: 'failed', assertionResults: [{ status: 'failed' }, { status: 'passed' }] },
    { status: 'passed', assertionResults: [{ status: 'passed' }, { status: 'passed' }] },
  ],
};

describe('tallyVitest', () => {
  test('counts tests, with todos among the skipped', () => {
    expect(tallyVitest(vitestReport, 1)).toEqual({ passed: 3, failed: 1, skipped: 2 });
  });

  test('counts a file that could not be loaded as one failure', () => {
    const broken = { status: 'failed', assertionResults: [] };
    const report = { ...vitestReport, testResults: [...vitestReport.testResults, broken] };
    expect(tallyVitest(report, 1).failed).toBe(2);
  });

  test('counts a failing exit code that no test explains', () => {
    const report = { numTotalTests: 2, numPassedTests: 2, numFailedTests: 0, testResults: [] };
    expect(tallyVitest(report, 1)).toEqual({ passed: 2, failed: 1, skipped: 0 });
    expect(tallyVitest(report, 0)).toEqual({ passed: 2, failed: 0, skipped: 0 });
  });

  test('counts a missing report and a run without tests as failed', () => {
    const nothing = { numTotalTests: 0, numPassedTests: 0, numFailedTests: 0, testResults: [] };
    expect(tallyVitest(undefined, 0)).toEqual({ passed: 0, failed: 1, skipped: 0 });
    expect(tallyVitest(nothing, 0)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });
});

describe('tallyPlaywright', () => {
  test('counts a flaky test as failed', () => {
    const report = { stats: { expected: 4, unexpected: 1, flaky: 1, skipped: 2 } };
    expect(tallyPlaywright(report, 1)).toEqual({ passed: 4, failed: 2, skipped: 2 });
  });

  test('counts a missing or damaged report as failed', () => {
    expect(tallyPlaywright(undefined, 0).failed).toBe(1);
    expect(tallyPlaywright({ stats: {} }, 0).failed).toBe(1);
  });
});

describe('the total', () => {
  test('adds every runner up and says so in one plain line', () => {
    const total = sum([
      tallyCheck(0),
      tallyCheck(2),
      tallyVitest(vitestReport, 1),
      { passed: 1, failed: 0, skipped: 0 },
    ]);
    expect(summaryLine(total)).toBe('5 passed, 2 failed, 2 skipped');
  });
});

describe('tallyWineReport', () => {
  test('counts what was run, and a missing wine as one that was skipped', () => {
    expect(tallyWineReport({ passed: 3, failed: 0, skipped: 1 }, 0)).toEqual({
      passed: 3,
      failed: 0,
      skipped: 1,
    });
    const without = { passed: 0, failed: 0, skipped: 1, reason: 'wine is not installed' };
    expect(tallyWineReport(without, 0)).toEqual({ passed: 0, failed: 0, skipped: 1 });
  });

  test('counts a missing report, and a failing exit code that no test explains', () => {
    expect(tallyWineReport(undefined, 0).failed).toBe(1);
    expect(tallyWineReport({ passed: 3, failed: 0, skipped: 0 }, 1).failed).toBe(1);
    expect(tallyWineReport({ passed: 0, failed: 0, skipped: 0 }, 0).failed).toBe(1);
  });
});
