import { frame as say } from '../words/frame';
import type { Workspace } from '../state/workspace.svelte';
import type { Command } from './command';

/** What the commands of the frame do beyond the workspace itself. */
export interface FrameDeeds {
  newIssue: () => unknown;
  importFile: () => unknown;
  reviewFile: () => unknown;
  sample: () => unknown;
  showData: () => unknown;
  backUp: () => unknown;
  theme: () => unknown;
  textSize: (step: 1 | -1) => unknown;
}

/** What can be done at every desk. */
export function frameCommands(workspace: Workspace, deeds: FrameDeeds): Command[] {
  const text = say.commands;
  const hasIssue = (): boolean => workspace.canGo('write');
  const hasPublication = (): boolean => workspace.library.publication !== null;
  const pane = (shown: 'leftShown' | 'rightShown') => (): void => {
    workspace.preferences.pane({ [shown]: !workspace.preferences.values.panes[shown] });
  };
  const open = (name: 'palette' | 'sheet') => (): void => {
    workspace[name] = true;
  };
  return [
    { id: 'palette', title: text.palette, group: 'help', keys: 'Mod+K', run: open('palette') },
    {
      id: 'library',
      title: text.library,
      group: 'go',
      keys: 'Mod+1',
      run: () => workspace.go('library'),
    },
    {
      id: 'write',
      title: text.write,
      group: 'go',
      keys: 'Mod+2',
      run: () => workspace.go('write'),
      when: hasIssue,
    },
    {
      id: 'review',
      title: text.review,
      group: 'go',
      keys: 'Mod+3',
      run: () => workspace.go('review'),
      when: hasIssue,
    },
    {
      id: 'preflight',
      title: text.preflight,
      group: 'go',
      keys: 'Mod+4',
      run: () => workspace.go('preflight'),
      when: hasIssue,
    },
    {
      id: 'send',
      title: text.send,
      group: 'go',
      keys: 'Mod+5',
      run: () => workspace.go('send'),
      when: hasIssue,
    },
    {
      id: 'settings',
      title: text.settings,
      group: 'go',
      keys: 'Mod+,',
      run: () => workspace.go('settings'),
    },
    {
      id: 'new-issue',
      title: text.newIssue,
      group: 'issue',
      keys: 'Mod+N',
      run: deeds.newIssue,
      when: hasPublication,
    },
    { id: 'import', title: text.importFile, group: 'issue', keys: 'Mod+O', run: deeds.importFile },
    { id: 'review-file', title: text.reviewFile, group: 'issue', run: deeds.reviewFile },
    {
      id: 'export-file',
      title: text.exportFile,
      group: 'issue',
      keys: 'Mod+Shift+S',
      run: () => workspace.card !== null && workspace.library.exportFile(workspace.card),
      when: () => workspace.card !== null,
    },
    { id: 'sample', title: text.sample, group: 'issue', run: deeds.sample },
    {
      id: 'left',
      title: text.left,
      group: 'view',
      keys: 'Mod+Shift+L',
      run: pane('leftShown'),
    },
    {
      id: 'right',
      title: text.right,
      group: 'view',
      keys: 'Mod+Shift+P',
      run: pane('rightShown'),
    },
    { id: 'theme', title: text.theme, group: 'view', run: deeds.theme },
    {
      id: 'larger',
      title: text.larger,
      group: 'view',
      keys: 'Mod+>',
      run: () => deeds.textSize(1),
    },
    {
      id: 'smaller',
      title: text.smaller,
      group: 'view',
      keys: 'Mod+<',
      run: () => deeds.textSize(-1),
    },
    {
      id: 'mirror',
      title: text.mirror,
      group: 'go',
      run: () => workspace.settingsAt('mirror'),
    },
    {
      id: 'backups',
      title: text.backups,
      group: 'go',
      run: () => workspace.settingsAt('backups'),
    },
    { id: 'back-up', title: text.backUp, group: 'help', run: deeds.backUp },
    { id: 'data', title: text.data, group: 'help', run: deeds.showData },
    { id: 'sheet', title: text.sheet, group: 'help', keys: '?', run: open('sheet') },
  ];
}
