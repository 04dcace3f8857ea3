import { github } from 'projen';

export const checkout = (options: Record<string, unknown> = {}): github.workflows.JobStep => ({ ...github.WorkflowSteps.checkout(), with: { ...options, 'persist-credentials': false } });

/** Without a cache: a pull request could fill it with files that a later run on the main branch trusts. */
export const setupNode = (version: string): github.workflows.JobStep =>
  ({ name: 'Setup Node.js', uses: 'actions/setup-node@v7.0.0', with: { 'node-version': version, 'package-manager-cache': false } });

export const setupPython: github.workflows.JobStep = { name: 'Setup Python', uses: 'actions/setup-python@v7.0.0', with: { 'python-version': '3.11' } };

export const setupGo: github.workflows.JobStep = { name: 'Setup Go', uses: 'actions/setup-go@v7.0.0', with: { 'go-version': 'stable', 'cache': false } };

/** A newer push to a pull request cancels the run for the previous one; all other runs finish. */
export const ONE_RUN_PER_PULL_REQUEST = {
  'group': "${{ github.workflow }}-${{ github.event_name == 'pull_request' && github.ref || github.run_id }}",
  'cancel-in-progress': "${{ github.event_name == 'pull_request' }}",
};
